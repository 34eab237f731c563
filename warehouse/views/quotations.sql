-- one row per distinct wording
--
-- Nearly all wordings are printed once, and the dear aggregates are kept from them: five times faster. Hashes say which
-- are printed again; where two hashes are equal by chance, a wording printed once takes the slower way.
create view quotations as
with printed as (
  select
    q.quote_key,
    hash(q.quote_key) in (select hash(quote_key) from quotes group by hash(quote_key) having count(*) > 1) as is_again,
    q.text,
    q.speaker_id,
    a.article_id,
    a.cluster_id,
    a.source_id,
    a.published_date,
    a.published_at,
    a.url,
  from quotes as q
  join articles as a using (article_id)
),
wordings as (
  select
    quote_key,
    -- What is equal is decided by the order of letters, so that every call says the same.
    arg_max(text, (length(text), text)) as quote,
    mode(speaker_id order by speaker_id) as speaker_id,
    count(*) as occurrences,
    count(distinct cluster_id) as stories,
    count(distinct source_id) as sources,
    min(published_date) as first_date,
    max(published_date) as last_date,
    arg_min(source_id, (coalesce(published_at, published_date::timestamp), article_id)) as first_source_id,
    list_sort(list(distinct url)) as urls,
  from printed
  where is_again
  group by quote_key
  union all
  select quote_key, text, speaker_id, 1, 1, 1, published_date, published_date, source_id, [url],
  from printed
  where not is_again
)
select
  w.quote_key,
  w.quote,
  sp.name as speaker,
  w.occurrences,
  w.stories,
  w.sources,
  w.first_date,
  w.last_date,
  src.name as first_source,
  w.urls,
from wordings as w
left join speakers as sp using (speaker_id)
left join sources as src on src.source_id = w.first_source_id;

comment on view quotations is 'Quotes that travel: one row per distinct wording, with where it was printed.';
comment on column quotations.quote_key is 'Equal for equal wording anywhere.';
comment on column quotations.quote is 'The longest form of the words.';
comment on column quotations.speaker is 'The speaker named most often.';
comment on column quotations.occurrences is 'Times printed.';
comment on column quotations.stories is 'Clusters of articles that print it, copies counted once.';
comment on column quotations.sources is 'Sources that print it.';
comment on column quotations.first_date is 'First day printed.';
comment on column quotations.last_date is 'Last day printed.';
comment on column quotations.first_source is 'Outlet that printed it first, by the dates that are known.';
comment on column quotations.urls is 'Articles that print it, sorted.';
