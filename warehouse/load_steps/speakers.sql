-- one row per speaker that this turn's quotes and statements name: the longest form of the name, every form seen before or now
create or replace temp table batch_speakers as
with named as (
  select unnest(speakers, max_depth := 2),
  from batch_staged
  where reading in (select reading from batch_writes)
),
seen as (
  select speaker_id, name, kind, aliases, false as is_there from named
  union all
  select speaker_id, name, kind, aliases, true as is_there from speakers
  where speaker_id in (select speaker_id from named)
)
select
  speaker_id,
  arg_max(name, (length(name), is_there, name)) as name,
  -- What is known stays; 'unknown' gives way to anything.
  arg_max(kind, (kind <> 'unknown', is_there, kind)) as kind,
  list_sort(list_distinct(flatten(list(aliases)))) as aliases,
from seen
group by speaker_id;
