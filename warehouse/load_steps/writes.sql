-- one row per article version that this turn writes
create or replace temp table batch_writes as
select reading, article_id, outcome, version, first_seen_at, last_seen_at, modified_at,
from batch_outcomes
where turn = getvariable('turn') and outcome in ('new', 'updated', 'rebuilt');
