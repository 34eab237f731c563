-- the versions that this turn's updates supersede go to history, with the quotes and statements whose wording the new version has no more
-- Materialized: what is replaced is found by row numbers first, before anything is joined to it.
create or replace temp table batch_superseded as
with replaced as materialized (
  from articles
  where rowid in (select rowid from articles where article_id in (from batch_replaced))
)
select a.article_id, a.version, a.last_seen_at as seen_at, a.title, a.text, a.text_sha256, w.last_seen_at as replaced_at, a.run_id,
from replaced as a
join batch_writes as w using (article_id)
where w.outcome = 'updated';

insert into history.articles by name
from batch_superseded;

create or replace temp table batch_past as
select article_id, seen_at, text,
from history.articles
where rowid in (select rowid from history.articles where article_id in (select article_id from batch_superseded));

insert into history.quotes by name
with replaced as materialized (
  from quotes
  where rowid in (select rowid from quotes where article_id in (from batch_replaced))
)
select
  q.quote_id, q.article_id, s.version, q.text, q.quote_key, q.speaker_id, q.speaker_text,
  -- The version in which it stood first is in history by now, the last one included.
  (
    select min(h.seen_at) from batch_past as h where h.article_id = q.article_id and contains(h.text, q.text)
  ) as first_seen_at,
  s.replaced_at as removed_at,
  s.run_id,
from replaced as q
join batch_superseded as s using (article_id)
where not exists (from batch_quotes as n where n.article_id = q.article_id and n.quote_key = q.quote_key);

insert into history.statements by name
with replaced as materialized (
  from statements
  where rowid in (select rowid from statements where article_id in (from batch_replaced))
)
select
  t.statement_id, t.article_id, s.version, t.text, t.speaker_id, t.speaker_text, s.replaced_at as removed_at, s.run_id,
from replaced as t
join batch_superseded as s using (article_id)
where not exists (
    from (from batch_statements where article_id in (select article_id from batch_superseded)) as n
    where n.article_id = t.article_id and norm_quote(n.text) = norm_quote(t.text)
  );
