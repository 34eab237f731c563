-- every superseded version has its article, every quote and statement of history its version and its speaker
with gone as (
  select quote_id as id, article_id, version, speaker_id, from history.quotes
  union all
  select statement_id, article_id, version, speaker_id, from history.statements
)
select 'version without article' as orphan, article_id as id, version,
from history.articles
where article_id not in (select article_id from articles)
union all
select 'part without version', g.id, g.version,
from gone as g
anti join history.articles as h using (article_id, version)
union all
select 'part without speaker row', id, version,
from gone
where speaker_id is not null and speaker_id not in (select speaker_id from speakers);
