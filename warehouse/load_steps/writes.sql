-- one row per article version that this turn writes
create or replace temp table batch_writes as
select reading, article_id, outcome, version, first_seen_at, last_seen_at, modified_at,
from batch_outcomes
where turn = getvariable('turn') and outcome in ('new', 'updated', 'rebuilt');

-- Articles of which something is in the warehouse, and goes.
create or replace temp table batch_replaced as
select article_id,
from batch_writes
where outcome <> 'new';
