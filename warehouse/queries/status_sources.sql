-- one row per source, with how reading it goes; waiting are pages whose time has come by $now
with pages as (
  select source_id, count(*) filter (next_check_at <= $now) as waiting, min(next_check_at) as next_check_at,
  from ops.frontier
  group by source_id
),
documents as (
  select source_id, max(ok_at) as last_ok_at, min(next_check_at) as next_check_at,
  from ops.documents
  group by source_id
),
failed as (
  select source_id, count(*) as pages,
  from ops.quarantine
  group by source_id
)
select
  s.source_id as source, s.kind, m.articles, m.copies, m.quotes,
  coalesce(f.pages, 0) as in_quarantine,
  coalesce(p.waiting, 0) as waiting,
  greatest(h.last_ok_at, d.last_ok_at) as last_ok_at,
  h.last_new_at,
  least(p.next_check_at, d.next_check_at) as next_check_at,
from sources as s
join source_mix as m using (source_id)
left join source_health as h using (source_id)
left join pages as p using (source_id)
left join documents as d using (source_id)
left join failed as f using (source_id)
order by s.source_id;
