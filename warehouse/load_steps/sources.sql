-- sources that nobody configured, named as all their pages name themselves
insert into sources by name
select
  source_id,
  coalesce(if(count(distinct site_name) = 1, any_value(site_name), null), source_id) as name,
  coalesce(mode(domain), source_id) as domain,
  if(bool_or(exchange is not null), 'urls', 'files') as kind,
from batch_readings
where source_id not in (select source_id from sources)
group by source_id;
