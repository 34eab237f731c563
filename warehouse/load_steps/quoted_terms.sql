-- one row per quoted term that this turn writes
create or replace temp table batch_quoted_terms as
select article_id, unnest(quoted_terms, max_depth := 2),
from batch_staged
where reading in (select reading from batch_writes);
