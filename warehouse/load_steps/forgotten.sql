-- of what was forgotten on demand nothing is kept but that it was read, and that this address leads to it
update batch_readings
set
  reason = 'forgotten',
  source_id = if(source_id = domain, 'files', source_id),
  article_id = null, url_key = null, title = null, site_name = null, domain = null, claimed_url = null, message = null,
  exchange = null
where exists (
  from ops.tombstones as t
  where t.url_key in (batch_readings.url_key, batch_readings.page_key)
    or batch_readings.domain = t.domain
    or ends_with(batch_readings.domain, '.' || t.domain)
);

insert into ops.tombstones by name
select distinct page_key as url_key, now() at time zone 'UTC' as forgotten_at, getvariable('run_id') as run_id,
from batch_readings
where reason = 'forgotten' and page_key is not null
  and page_key not in (select url_key from ops.tombstones where url_key is not null);
