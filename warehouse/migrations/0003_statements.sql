-- Reported speech without quotation marks, apart from quotes so that a count of quotes stays one; none for articles that
-- were loaded before, until they change. And through whom a quote came.
alter table quotes add column via varchar;

create table statements (
  statement_id        varchar not null,
  article_id          varchar not null,
  paragraph_id        varchar not null,
  position            integer not null,
  text                varchar not null,
  kind                varchar not null,
  speaker_id          varchar,
  speaker_text        varchar not null,
  speaker_start_char  integer not null,
  speaker_end_char    integer not null,
  speaker_role        varchar,
  cue                 varchar,
  via                 varchar,
  method              varchar not null,
  confidence          float not null,
  word_count          integer not null,
  start_char          integer not null,
  end_char            integer not null,
);

create table history.statements (
  statement_id   varchar not null,
  article_id     varchar not null,
  version        integer not null,
  text           varchar not null,
  speaker_id     varchar,
  speaker_text   varchar not null,
  removed_at     timestamp not null,
  run_id         varchar not null,
);
