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
