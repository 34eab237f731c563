-- one row per feed that was ever had and is not gone, where it is now, with the name of its source
select
  if(d.moved_runs >= 2, d.moved_to, d.url) as url,
  coalesce(s.name, d.source_id) as title,
from ops.documents as d
left join sources as s on s.source_id = d.source_id
where d.kind = 'feed' and d.ok_at is not null and d.outcome <> 'gone'
order by title, url;
