-- one row per address that the warehouse knows and in which one of $hosts stands
with known as (
  select url from articles
  union
  select url from ops.frontier
  union
  select url from ops.documents
  union
  select url from ops.quarantine
  union
  select unnest([url, final_url] || list_transform(coalesce(hops, []), lambda hop: split_part(hop, ' ', 2))) from ops.fetches
)
select url,
from known
where list_bool_or(list_transform($hosts::varchar[], lambda host: contains(lower(url), host)));
