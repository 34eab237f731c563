-- one row per source, with how reading it goes
select
  s.source_id, s.name, s.kind, s.is_enabled, m.articles, m.copies, m.quotes, h.fetches, h.failed, h.last_ok_at, h.last_new_at,
from sources as s
join source_mix as m using (source_id)
left join source_health as h using (source_id)
order by s.source_id;
