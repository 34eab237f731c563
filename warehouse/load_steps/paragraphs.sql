-- one row per paragraph that this turn writes
create or replace temp table batch_paragraphs as
select article_id, unnest(paragraphs, max_depth := 2),
from batch_staged
where reading in (select reading from batch_writes);
