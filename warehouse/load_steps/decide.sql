-- one row per reading whose turn it is: new, updated, rebuilt, unchanged or skipped, against what is there now
-- modified_at never goes back, so that reading the same pages again, in any order, changes nothing more; nor does
-- last_seen_at, where a clock was put right or the later of two versions was read first.
-- An article that is made again is the same version, seen when it was: its publisher changed nothing.
-- By rowid, here and in other steps: what is looked for by key mostly stands near each other, and a range of row numbers
-- skips the other row groups. Of a million articles the keys are read in 0.02 seconds, these columns in 0.25.
insert into batch_outcomes
with there as (
  select article_id, title, text_sha256, extract_sha256, modified_at, version, first_seen_at, last_seen_at,
  from articles
  where rowid in (select rowid from articles where article_id in (select article_id from batch_readings))
),
superseded as (
  select article_id, title, text_sha256,
  from history.articles
  where rowid in (select rowid from history.articles where article_id in (select article_id from batch_readings))
),
compared as (
  select
    r.reading, r.article_id, r.turn,
    t.article_id is null as is_new,
    r.rebuilds is not null as is_again,
    r.rebuilds = r.article_id as is_itself,
    coalesce(r.extract_sha256 = t.extract_sha256, false) as is_as_made,
    r.text_sha256 = t.text_sha256 and r.title is not distinct from t.title as is_same,
    coalesce(r.modified_at < t.modified_at, false) as is_earlier,
    coalesce(r.modified_at > t.modified_at, false) as is_later,
    exists (
      from superseded as s
      where s.article_id = r.article_id and s.text_sha256 = r.text_sha256 and s.title is not distinct from r.title
    ) as was_there,
    if(r.rebuilds = t.article_id, t.version, coalesce(t.version, 0) + 1) as version,
    coalesce(t.first_seen_at, r.read_at) as first_seen_at,
    if(r.rebuilds = t.article_id, t.last_seen_at, greatest(r.read_at, t.last_seen_at)) as last_seen_at,
    greatest(r.modified_at, t.modified_at) as modified_at,
  from batch_readings as r
  left join there as t using (article_id)
  where r.turn = getvariable('turn') and r.article_id is not null
)
select
  reading, article_id, turn,
  case
    when is_new then 'new'
    when is_again and not is_itself then 'skipped'
    when is_again then if(is_as_made, 'unchanged', 'rebuilt')
    when is_same then 'unchanged'
    when is_earlier or (was_there and not is_later) then 'skipped'
    else 'updated'
  end as outcome,
  case
    when is_again and outcome = 'skipped' then 'is read as another article now, which another page gave'
    when outcome = 'skipped' and is_earlier then 'states an earlier time of change than the version in the warehouse'
    when outcome = 'skipped' then 'is a version of the article that was replaced before'
  end as message,
  version, first_seen_at, last_seen_at, modified_at,
from compared;
