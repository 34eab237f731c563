-- one article, without its text, and the programs that made it
select
  article_id, url, source_id, title, authors, published_date, published_at, date_source, modified_at, language, section, tags,
  summary, word_count, paragraph_count, quote_count, version, cluster_id, is_copy, first_seen_at, last_seen_at, extractor, software, quality,
from articles
left join (select run_id, software from ops.runs) using (run_id)
where article_id = $article_id;
