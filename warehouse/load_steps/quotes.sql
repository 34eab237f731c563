-- one row per quote that this turn writes
create or replace temp table batch_quotes as
with written as (
  select article_id, unnest(quotes, max_depth := 2),
  from batch_staged
  where reading in (select reading from batch_writes)
)
select *, norm_quote(text) as quote_key,
from written;
