-- one article, without its text
select
  article_id, url, source_id, title, authors, published_date, published_at, date_source, modified_at, language, section, tags,
  summary, word_count, paragraph_count, quote_count, version, cluster_id, is_copy, first_seen_at, last_seen_at, extractor, quality,
from articles
where article_id = $article_id;
