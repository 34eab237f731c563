-- one row per source, with how reading it goes
select
  s.source_id as source, s.kind, m.articles, m.copies, m.quotes, coalesce(h.failed, 0) as failed, h.last_ok_at, h.last_new_at,
from sources as s
join source_mix as m using (source_id)
left join source_health as h using (source_id)
order by s.source_id;
