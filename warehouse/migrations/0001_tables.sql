-- The tables of schema version 1. main is the present and safe to count, history holds what was superseded, ops is what
-- the pipeline did. No primary keys, foreign keys or indexes: the one writer and checks/ hold uniqueness, since keys make
-- a delete + insert ten times dearer on a large table and have broken the replay of the log after a kill. No default
-- that calls a function ([] does): DuckDB 1.5 cannot replay a comment on such a table after a kill.
create schema history;
create schema ops;

create table sources (
  source_id    varchar not null,
  name         varchar not null,
  domain       varchar not null,
  kind         varchar not null check (kind in ('feed', 'sitemap', 'urls', 'files')),
  country      varchar,
  language     varchar,
  is_enabled   boolean not null default true,
);

create table articles (
  article_id        varchar not null,
  url               varchar not null,
  domain            varchar not null,
  source_id         varchar not null,
  title             varchar,
  authors           varchar[] not null,
  published_date    date,
  published_at      timestamp,
  date_source       varchar,
  modified_at       timestamp,
  language          varchar,
  section           varchar,
  tags              varchar[] not null,
  summary           varchar,
  text              varchar not null,
  word_count        integer not null,
  paragraph_count   integer not null,
  quote_count       integer not null,
  version           integer not null,
  cluster_id        varchar not null,
  is_copy           boolean not null default false,
  first_seen_at     timestamp not null,
  last_seen_at      timestamp not null,
  text_sha256       varchar not null,
  content_key       varchar,
  extractor         varchar not null,
  run_id            varchar not null,
  extra             json,
);

create table paragraphs (
  paragraph_id  varchar not null,
  article_id    varchar not null,
  position      integer not null,
  kind          varchar not null,
  text          varchar not null,
  word_count    integer not null,
  start_char    integer not null,
  end_char      integer not null,
);

create table speakers (
  speaker_id    varchar not null,
  name          varchar not null,
  kind          varchar not null check (kind in ('person', 'organisation', 'group', 'unknown')),
  aliases       varchar[] not null,
  wikidata_id   varchar,
);

create table quotes (
  quote_id            varchar not null,
  article_id          varchar not null,
  paragraph_id        varchar not null,
  position            integer not null,
  text                varchar not null,
  quote_key           varchar not null,
  kind                varchar not null,
  speaker_id          varchar,
  speaker_text        varchar,
  speaker_start_char  integer,
  speaker_end_char    integer,
  speaker_role        varchar,
  cue                 varchar,
  method              varchar not null,
  confidence          float not null,
  word_count          integer not null,
  start_char          integer not null,
  end_char            integer not null,
  chain               integer not null,
);

create table quoted_terms (
  article_id    varchar not null,
  paragraph_id  varchar not null,
  text          varchar not null,
  start_char    integer not null,
  end_char      integer not null,
);

create table links (
  article_id         varchar not null,
  position           integer not null,
  url                varchar not null,
  domain             varchar not null,
  anchor             varchar,
  is_internal        boolean not null,
  target_article_id  varchar,
);

create table sketches (
  article_id     varchar not null,
  compared_on    date not null,
  wording        usmallint[] not null,
  facts          usmallint[] not null,
  wording_count  integer not null,
  fact_count     integer not null,
);

create table history.articles (
  article_id    varchar not null,
  version       integer not null,
  seen_at       timestamp not null,
  title         varchar,
  text          varchar not null,
  text_sha256   varchar not null,
  replaced_at   timestamp not null,
  run_id        varchar not null,
);

create table history.quotes (
  quote_id       varchar not null,
  article_id     varchar not null,
  version        integer not null,
  text           varchar not null,
  quote_key      varchar not null,
  speaker_id     varchar,
  speaker_text   varchar,
  first_seen_at  timestamp not null,
  removed_at     timestamp not null,
  run_id         varchar not null,
);

create table ops.runs (
  run_id        varchar not null,
  flow_run_id   uuid,
  flow          varchar not null,
  trigger       varchar not null check (trigger in ('schedule', 'cli', 'api')),
  state         varchar not null check (state in ('running', 'ok', 'partial', 'failed')),
  started_at    timestamp not null,
  ended_at      timestamp,
  found         integer,
  fetched       integer,
  new           integer,
  updated       integer,
  unchanged     integer,
  skipped       integer,
  failed        integer,
  software      varchar not null,
  error         varchar,
);

create table ops.loads (
  batch_sha256  varchar not null,
  run_id        varchar not null,
  loaded_at     timestamp not null,
  articles      integer not null,
  paragraphs    integer not null,
  quotes        integer not null,
);

create table ops.fetches (
  fetch_id       varchar not null,
  run_id         varchar not null,
  source_id      varchar not null,
  article_id     varchar,
  url            varchar not null,
  final_url      varchar,
  fetched_at     timestamp not null,
  outcome        varchar not null,
  http_status    smallint,
  bytes          integer,
  duration_ms    integer,
  attempts       smallint not null default 1,
  etag           varchar,
  last_modified  varchar,
  message        varchar,
);

create table ops.quarantine (
  url              varchar not null,
  source_id        varchar not null,
  reason           varchar not null,
  message          varchar,
  attempts         integer not null,
  first_failed_at  timestamp not null,
  last_failed_at   timestamp not null,
  raw_path         varchar,
);
