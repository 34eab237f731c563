-- What 0001 and 0005 gained after some warehouses had run them, and so never had. In any other this changes nothing.
create table if not exists sketches (
  article_id     varchar not null,
  compared_on    date not null,
  wording        usmallint[] not null,
  facts          usmallint[] not null,
  wording_count  integer not null,
  fact_count     integer not null,
);

alter table ops.frontier add column if not exists why varchar;
alter table ops.frontier add column if not exists changed_at timestamp;
alter table ops.frontier add column if not exists article_id varchar;
update ops.frontier set why = 'new' where why is null;

alter table ops.fetches alter column source_id drop not null;

alter table ops.runs add column if not exists rebuilt integer;

alter table articles add column if not exists extract_sha256 varchar;

-- Nor was this filled in by the first programs that wrote version 5.
update ops.fetches set kind = 'page' where kind is null;
update articles
set opt_outs = coalesce(opt_outs, []), is_ai_opt_out = coalesce(is_ai_opt_out, false),
  is_tdm_opt_out = coalesce(is_tdm_opt_out, false)
where opt_outs is null or is_ai_opt_out is null or is_tdm_opt_out is null;
