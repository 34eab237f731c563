-- one row: how the runs of the export and those of the warehouse compare
-- A run is known on the other side where it has ended as there, or has not ended here: every change belongs to one.
with compared as (
  select
    i.run_id is not null as is_exported,
    h.run_id is not null as is_here,
    h.run_id is not null and (i.ended_at is null or i.ended_at is not distinct from h.ended_at) as is_known_here,
    i.run_id is not null and (h.ended_at is null or i.ended_at is not distinct from h.ended_at) as is_known_there,
    coalesce(i.ended_at <= $since, false) as is_left_out,
    -- It brought nothing, and ended before a retention there, which let go of such runs.
    coalesce(h.new, 0) + coalesce(h.updated, 0) + coalesce(h.rebuilt, 0) = 0
    and h.flow not in ('forget', 'import')
    and exists (from incoming.ops.runs as r where r.flow = 'retention' and r.started_at > h.ended_at) as is_let_go,
  from incoming.ops.runs as i
  full join ops.runs as h using (run_id)
)
select
  count(*) filter (is_exported and not is_known_here) as new_runs,
  count(*) filter (is_here and not is_known_there and not is_let_go) as own_runs,
  count(*) filter (is_exported and not is_known_here and is_left_out) as missing_runs,
  -- What is forgotten there and was here has to leave this file as well.
  (
    select count(*)
    from incoming.ops.tombstones as i
    where not exists (
      from ops.tombstones as h where h.url_key is not distinct from i.url_key and h.domain is not distinct from i.domain
    )
  ) as new_tombstones,
from compared;
