-- one row per reading whose turn was taken: what became of it; at first those without an article, whose reason is their outcome
create or replace temp table batch_outcomes as
select
  reading, article_id, turn,
  reason as outcome,
  message,
  null::integer as version,
  null::timestamp as first_seen_at,
  null::timestamp as last_seen_at,
  null::timestamp as modified_at,
from batch_readings
where article_id is null;

-- What the turns wrote or replaced and the end of the batch has to look at again.
create or replace temp table batch_keys (content_key varchar);
create or replace temp table batch_left_speakers (speaker_id varchar);
create or replace temp table batch_written (paragraphs integer, quotes integer);
