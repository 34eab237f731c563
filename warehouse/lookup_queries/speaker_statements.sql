-- one row per statement of one speaker, the latest first; found as speaker_quotes finds quotes
with latest as (
  select t.rowid as statement_row, a.title, a.source_id, a.published_date, a.article_id, t.position,
  from statements as t
  join articles as a using (article_id)
  where t.speaker_id = $id
  order by a.published_date desc nulls last, a.article_id, t.position
  limit $limit
)
select
  t.statement_id, t.text as statement, latest.article_id, latest.title, latest.source_id, s.name as source, latest.published_date,
from latest
join (
  select rowid as statement_row, statement_id, text, from statements where rowid in (select statement_row from latest)
) as t using (statement_row)
left join sources as s using (source_id)
order by latest.published_date desc nulls last, latest.article_id, latest.position;
