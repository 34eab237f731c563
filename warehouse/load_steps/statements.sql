-- one row per statement that this turn writes
create or replace temp table batch_statements as
select article_id, unnest(statements, max_depth := 2),
from batch_staged
where reading in (select reading from batch_writes);
