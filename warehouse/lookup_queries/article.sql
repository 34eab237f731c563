-- one article with its outlet, without its text
select
  a.article_id, a.url, a.source_id, s.name as source, a.domain, a.title, a.authors, a.published_date, a.published_at, a.date_source,
  a.language, a.section, a.summary, a.word_count, a.paragraph_count, a.quote_count, a.version, a.cluster_id, a.is_copy,
  a.first_seen_at, a.last_seen_at, a.quality,
from articles as a
left join sources as s using (source_id)
where a.article_id = $id;
