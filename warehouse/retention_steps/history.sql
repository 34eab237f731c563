-- versions that were superseded before a time go, with what was quoted in them; of an article the earliest ones
create or replace temp table left_versions as
select article_id, version,
from history.articles as h
where replaced_at < getvariable('before')
  and not exists (
    from history.articles as e
    where e.article_id = h.article_id and e.version < h.version and e.replaced_at >= getvariable('before')
  );

create or replace temp table batch_left_speakers as
select speaker_id from history.quotes join left_versions using (article_id, version)
union
select speaker_id from history.statements join left_versions using (article_id, version);

-- The ledger is written on, as books are.
insert into ops.loads by name
select
  'superseded' as batch_sha256,
  getvariable('run_id') as run_id,
  now() at time zone 'UTC' as loaded_at,
  -(select count(*) from left_versions) as articles,
  0 as paragraphs,
  0 as quotes,
where exists (from left_versions);

-- The readings that made them are as those of an older version: an address that was read stays known.
update ops.fetches
set outcome = 'skipped'
where fetch_id in (
  select fetch_id,
  from ops.fetches as f
  join (select article_id, count(*) as versions from left_versions group by article_id) as l using (article_id)
  where f.outcome in ('new', 'updated')
  qualify row_number() over (partition by f.article_id order by f.rowid) <= l.versions
);

delete from history.quotes where (article_id, version) in (select (article_id, version) from left_versions);
delete from history.statements where (article_id, version) in (select (article_id, version) from left_versions);
delete from history.articles where (article_id, version) in (select (article_id, version) from left_versions);
