-- one row per distinct wording
create view quotations as
select
  quote_key,
  arg_max(quote, length(quote)) as quote,
  mode(speaker) as speaker,
  count(*) as occurrences,
  count(distinct cluster_id) as stories,
  count(distinct source_id) as sources,
  min(published_date) as first_date,
  max(published_date) as last_date,
  arg_min(source, coalesce(published_at, published_date::timestamp)) as first_source,
  list_sort(list(distinct url)) as urls,
from v_quotes
group by quote_key;

comment on view quotations is 'Quotes that travel: one row per distinct wording, with where it was printed.';
comment on column quotations.quote_key is 'Equal for equal wording anywhere.';
comment on column quotations.quote is 'The longest form of the words.';
comment on column quotations.speaker is 'The speaker named most often.';
comment on column quotations.occurrences is 'Times printed.';
comment on column quotations.stories is 'Clusters of articles that print it, copies counted once.';
comment on column quotations.sources is 'Sources that print it.';
comment on column quotations.first_date is 'First day printed.';
comment on column quotations.last_date is 'Last day printed.';
comment on column quotations.first_source is 'Outlet that printed it first.';
comment on column quotations.urls is 'Articles that print it, sorted.';
