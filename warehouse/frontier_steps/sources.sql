-- sources that nobody configured: the sites of pages that were asked for by name
insert into sources by name
with met as (
  select source_id, domain from named_entries
  union all
  select source_id, domain from read_documents where source_id is not null
)
select source_id, source_id as name, mode(domain) as domain, 'urls' as kind,
from met
where source_id not in (select source_id from sources)
group by source_id;
