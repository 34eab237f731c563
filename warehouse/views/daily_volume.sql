-- one row per day and source
create view daily_volume as
select
  published_date,
  source_id,
  count(*) as articles,
  count(*) filter (not is_copy) as originals,
  sum(word_count)::bigint as words,
  sum(quote_count)::bigint as quotes,
from articles
where published_date is not null
group by published_date, source_id;

comment on view daily_volume is 'Articles, words and quotes a day and source.';
comment on column daily_volume.published_date is 'Day of publication, in the page''s own zone.';
comment on column daily_volume.source_id is 'Source: sources.source_id.';
comment on column daily_volume.articles is 'Articles.';
comment on column daily_volume.originals is 'Articles that are no copies.';
comment on column daily_volume.words is 'Words.';
comment on column daily_volume.quotes is 'Quotes.';
