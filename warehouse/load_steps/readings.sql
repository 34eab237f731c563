-- one row per reading of the batch; turn: the nth reading of one article, in order of stated change, then of reading
set variable batch_sha256 = (
  select decode(value) from parquet_kv_metadata(getvariable('staged')) where decode(key) = 'batch_sha256'
);

-- Nothing is copied out of the file before it is known to be written: each step reads its own columns. They come in the
-- order of the file, by day of publication.
create or replace temp view batch_staged as
from read_parquet(getvariable('staged'));

create or replace temp table batch_readings as
with turns as (
  select reading, row_number() over (partition by article_id order by modified_at nulls first, reading) as turn,
  from batch_staged
)
select
  'f' || substr(sha256(concat_ws(' ', getvariable('run_id'), getvariable('batch_sha256'), reading)), 1, 12) as fetch_id,
  reading, entry_url, claimed_url, source_id, site_name, domain, read_at, duration_ms, bytes, etag, reason, message,
  page_key, next_check_at, exchange, rebuilds,
  article_id, url_key, title, text_sha256, modified_at, extractor, extract_sha256, turn,
from batch_staged
join turns using (reading);

-- Of what was forgotten on demand nothing is kept but that it was read, and that this address leads to it.
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

-- What became of each reading, filled turn by turn; a failed page's reason is its outcome.
create or replace temp table batch_outcomes as
select
  reading, article_id, turn,
  reason as outcome,
  message,
  null::integer as version,
  null::timestamp as first_seen_at,
  null::timestamp as last_seen_at,
  null::timestamp as modified_at,
from batch_readings
where article_id is null;

-- What the turns wrote or replaced and the end of the batch has to look at again.
create or replace temp table batch_keys (content_key varchar);
create or replace temp table batch_left_speakers (speaker_id varchar);
create or replace temp table batch_written (paragraphs integer, quotes integer);
