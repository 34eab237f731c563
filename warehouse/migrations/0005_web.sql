-- The web: pages that wait to be fetched, the documents that name them, what HTTP said, and what must not come back.

-- One row per page that a source named: the crawl's frontier.
create table ops.frontier (
  url_key         varchar not null,
  url             varchar not null,
  source_id       varchar not null,
  entry           json,
  content         varchar,
  found_at        timestamp not null,
  stated_at       timestamp,
  next_check_at   timestamp,
  why             varchar not null,
  fetched_at      timestamp,
  loaded_at       timestamp,
  changed_at      timestamp,
  article_id      varchar,
  outcome         varchar,
  http_status     smallint,
  etag            varchar,
  last_modified   varchar,
  content_sha256  varchar,
  checks          integer not null,
  failures        integer not null,
);

-- One row per feed, sitemap, home page and robots.txt.
create table ops.documents (
  url             varchar not null,
  kind            varchar not null,
  source_id       varchar,
  outcome         varchar not null,
  message         varchar,
  http_status     smallint,
  etag            varchar,
  last_modified   varchar,
  content_sha256  varchar,
  fetched_at      timestamp not null,
  ok_at           timestamp,
  failing_since   timestamp,
  failures        integer not null,
  next_check_at   timestamp,
  moved_to        varchar,
  moved_runs      integer not null,
  body            varchar,
);

-- One row per page or site that was forgotten on demand; one of url_key and domain is set.
create table ops.tombstones (
  url_key       varchar,
  domain        varchar,
  forgotten_at  timestamp not null,
  run_id        varchar not null,
);

-- A robots.txt belongs to no source.
alter table ops.fetches alter column source_id drop not null;
alter table ops.fetches add column kind varchar;
alter table ops.fetches add column hops varchar[];
alter table ops.fetches add column content_sha256 varchar;
alter table ops.fetches add column warc_file varchar;
alter table ops.fetches add column warc_offset bigint;
alter table ops.fetches add column warc_length bigint;
alter table ops.fetches add column blocked_by varchar;

alter table ops.quarantine add column next_try_at timestamp;

alter table ops.runs add column rebuilt integer;

alter table articles add column extract_sha256 varchar;
alter table articles add column url_key varchar;
alter table articles add column opt_outs varchar[];
alter table articles add column is_ai_opt_out boolean;
alter table articles add column is_tdm_opt_out boolean;
alter table articles add column license_url varchar;

-- No defaults: DuckDB 1.5 cannot replay an added column's default beside a comment after a kill.
update ops.fetches set kind = 'page';
update articles set opt_outs = [], is_ai_opt_out = false, is_tdm_opt_out = false;
