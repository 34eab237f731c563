-- tombstones for the pages and sites that have none yet
insert into ops.tombstones by name
with forgotten as (
  select unnest($url_keys::varchar[]) as url_key, null::varchar as domain
  union all
  select null, unnest($domains::varchar[])
)
select url_key, domain, now() at time zone 'UTC' as forgotten_at, getvariable('run_id') as run_id,
from forgotten
where not exists (
  from ops.tombstones as t
  where t.url_key is not distinct from forgotten.url_key and t.domain is not distinct from forgotten.domain
);
