-- one row per speaker and day, copies left out
create view speaker_timeline as
select
  speaker_id,
  speaker,
  published_date,
  count(*) as quotes,
  count(distinct source_id) as sources,
  count(distinct quote_key) as distinct_quotes,
  sum(word_count)::bigint as words,
from v_quotes
where speaker_id is not null and published_date is not null and not is_copy
group by speaker_id, speaker, published_date;

comment on view speaker_timeline is 'Who is quoted how often on which day, copies left out.';
comment on column speaker_timeline.speaker_id is 'Speaker: speakers.speaker_id.';
comment on column speaker_timeline.speaker is 'Name of the speaker.';
comment on column speaker_timeline.published_date is 'Day of publication, in the page''s own zone.';
comment on column speaker_timeline.quotes is 'Quotes that day.';
comment on column speaker_timeline.sources is 'Sources that quote the speaker that day.';
comment on column speaker_timeline.distinct_quotes is 'Distinct wordings.';
comment on column speaker_timeline.words is 'Words quoted.';
