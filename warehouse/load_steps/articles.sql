-- one row per article version that this turn writes, its counts taken from its parts
create or replace temp table batch_articles as
select
  s.article_id, s.url, s.domain, s.source_id, s.title, s.authors, s.published_date, s.published_at, s.date_source,
  w.modified_at, s.language, s.section, s.tags, s.summary, s.text, s.word_count,
  coalesce(p.paragraph_count, 0) as paragraph_count,
  coalesce(q.quote_count, 0) as quote_count,
  w.version,
  s.article_id as cluster_id,
  false as is_copy,
  w.first_seen_at,
  w.last_seen_at,
  s.text_sha256, s.content_key, s.extractor, s.extract_sha256, s.quality, s.url_key,
  s.opt_outs, s.is_ai_opt_out, s.is_tdm_opt_out, s.license_url,
  getvariable('run_id') as run_id,
  s.extra,
from batch_staged as s
join batch_writes as w using (reading)
-- Counted in the rows: len() of a nested list would read the list a second time.
left join (
  select article_id, count(*) as paragraph_count, from batch_paragraphs group by article_id
) as p on p.article_id = s.article_id
left join (
  select article_id, count(*) as quote_count, from batch_quotes group by article_id
) as q on q.article_id = s.article_id;
