-- one row per article of one source, the latest first, without the text
select
  article_id, published_date, published_at, source, domain, title, authors, section, language, word_count, paragraph_count, quote_count,
  is_copy, cluster_id, version, url, first_seen_at, source_id, quality,
from v_articles
where source_id = $id
order by published_date desc nulls last, article_id
limit $limit;
