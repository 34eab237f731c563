-- the versions that this turn's updates supersede go to history, with the quotes and statements whose wording the new version has no more
create or replace temp table batch_updated as
from batch_articles
where article_id in (select article_id from batch_writes where outcome = 'updated');

insert into history.articles by name
select
  a.article_id, a.version, a.last_seen_at as seen_at, a.title, a.text, a.text_sha256, b.last_seen_at as replaced_at, a.run_id,
from articles as a
join batch_updated as b using (article_id);

insert into history.quotes by name
select
  q.quote_id, q.article_id, a.version, q.text, q.quote_key, q.speaker_id, q.speaker_text,
  -- The version in which it stood first is in history by now, the last one included.
  (
    select min(h.seen_at) from history.articles as h where h.article_id = q.article_id and contains(h.text, q.text)
  ) as first_seen_at,
  b.last_seen_at as removed_at,
  a.run_id,
from quotes as q
join articles as a using (article_id)
join batch_updated as b using (article_id)
where not exists (from batch_quotes as n where n.article_id = q.article_id and n.quote_key = q.quote_key);

insert into history.statements by name
select
  s.statement_id, s.article_id, a.version, s.text, s.speaker_id, s.speaker_text, b.last_seen_at as removed_at, a.run_id,
from statements as s
join articles as a using (article_id)
join batch_updated as b using (article_id)
where not exists (
  from batch_statements as n where n.article_id = s.article_id and norm_quote(n.text) = norm_quote(s.text)
);
