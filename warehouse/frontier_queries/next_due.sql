-- one row: when the first document or page of $source_ids will be due
select min(next_check_at) as next_due,
from (
  select next_check_at from ops.frontier where source_id in (select unnest($source_ids::varchar[]))
  union all
  select next_check_at from ops.documents where source_id in (select unnest($source_ids::varchar[]))
);
