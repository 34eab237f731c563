-- what the batch learnt of pages that the frontier knows, and of those that it has to know from now on
create or replace temp table batch_pages as
select
  page_key, url_key, entry_url, source_id, read_at, article_id, outcome, exchange, next_check_at,
  article_id is not null or (outcome in ('not_modified', 'unchanged') and stands_for is not null) as is_had,
  outcome = 'deferred' as is_deferred,
  outcome in ('new', 'updated') as is_changed,
  -- That a worker died or took too long says little of the page: without validators its bytes come once more.
  outcome in ('crashed', 'timeout') and exchange.content_sha256 is not null as is_unread,
from batch_logged
where page_key is not null
qualify row_number() over (partition by page_key order by reading desc) = 1;

insert into ops.frontier by name
select
  page_key as url_key,
  entry_url as url,
  source_id,
  '{}' as entry,
  read_at as found_at,
  'asked for' as why,
  0 as checks,
  0 as failures,
from batch_pages
where page_key not in (select url_key from ops.frontier);

update ops.frontier as f
set
  outcome = b.outcome,
  next_check_at = b.next_check_at,
  why = case when b.is_deferred then f.why when b.is_had then 're-check' else 'retry' end,
  failures = case when b.is_deferred then f.failures when b.is_had then 0 else f.failures + 1 end,
  checks = f.checks + if(b.is_had and f.loaded_at is not null, 1, 0),
  fetched_at = if(b.is_deferred, f.fetched_at, b.read_at),
  http_status = if(b.is_deferred, f.http_status, b.exchange.http_status),
  -- Validators belong to a body: a new one brings its own or none, a 304 may bring better ones, a failure none.
  etag = case
    when b.is_unread then null
    when b.exchange.content_sha256 is not null then b.exchange.etag
    when b.outcome = 'not_modified' then coalesce(b.exchange.etag, f.etag)
    else f.etag
  end,
  last_modified = case
    when b.is_unread then null
    when b.exchange.content_sha256 is not null then b.exchange.last_modified
    when b.outcome = 'not_modified' then coalesce(b.exchange.last_modified, f.last_modified)
    else f.last_modified
  end,
  content_sha256 = if(b.is_unread, null, coalesce(b.exchange.content_sha256, f.content_sha256)),
  article_id = coalesce(b.article_id, f.article_id),
  loaded_at = if(b.article_id is not null, coalesce(f.loaded_at, b.read_at), f.loaded_at),
  changed_at = if(b.is_changed or b.article_id is not null and f.changed_at is null, b.read_at, f.changed_at),
  content = if(b.article_id is null, f.content, null),
from batch_pages as b
where f.url_key = b.page_key;

-- An address that leads to an article under another one, which has its own checks, needs none.
update ops.frontier
set next_check_at = null
where url_key in (
  select b.page_key
  from batch_pages as b
  join ops.frontier as f on f.url_key = b.url_key
  where b.page_key <> b.url_key and f.next_check_at is not null
    -- Of two that lead to each other one keeps its checks.
    and (b.page_key > b.url_key or not exists (
      from batch_pages as o where o.page_key = b.url_key and o.url_key = b.page_key
    ))
);

delete from ops.frontier where url_key in (select page_key from batch_pages where outcome = 'forgotten');
