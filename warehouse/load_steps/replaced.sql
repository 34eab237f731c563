-- the versions that this turn replaces go to history, with the quotes and statements whose wording the new version has no more
insert into history.articles by name
select
  a.article_id, a.version, a.last_seen_at as seen_at, a.title, a.text, a.text_sha256, b.last_seen_at as replaced_at, a.run_id,
from articles as a
join batch_articles as b using (article_id);

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
join batch_articles as b using (article_id)
where not exists (from batch_quotes as n where n.article_id = q.article_id and n.quote_key = q.quote_key);

insert into history.statements by name
select
  s.statement_id, s.article_id, a.version, s.text, s.speaker_id, s.speaker_text, b.last_seen_at as removed_at, a.run_id,
from statements as s
join articles as a using (article_id)
join batch_articles as b using (article_id)
where not exists (
  from batch_statements as n where n.article_id = s.article_id and norm_quote(n.text) = norm_quote(s.text)
);

insert into batch_keys
select content_key from articles
where content_key is not null
  and (article_id in (select article_id from batch_articles) or cluster_id in (select article_id from batch_articles));

insert into batch_left_speakers
select speaker_id from quotes where article_id in (select article_id from batch_articles)
union
select speaker_id from statements where article_id in (select article_id from batch_articles);

delete from articles where article_id in (select article_id from batch_articles);
delete from paragraphs where article_id in (select article_id from batch_articles);
delete from quotes where article_id in (select article_id from batch_articles);
delete from statements where article_id in (select article_id from batch_articles);
delete from quoted_terms where article_id in (select article_id from batch_articles);
delete from links where article_id in (select article_id from batch_articles);
delete from sketches where article_id in (select article_id from batch_articles);
