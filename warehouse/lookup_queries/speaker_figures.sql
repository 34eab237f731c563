-- one row: how often one speaker is quoted, and where
select
  count(*) as quotes, count(*) filter (not a.is_copy) as quotes_without_copies, count(distinct a.source_id) as sources,
  count(distinct a.article_id) as articles, min(a.published_date) as first_date, max(a.published_date) as last_date,
  (select count(*) from statements where speaker_id = $id) as statements,
from quotes as q
join articles as a using (article_id)
where q.speaker_id = $id;
