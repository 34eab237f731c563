-- everything of the forgotten articles and addresses goes; what is written of others keeps none of their addresses
create or replace temp table batch_keys as
select content_key
from articles
where content_key is not null
  and (article_id in (from forgotten_articles) or cluster_id in (from forgotten_articles));

create or replace temp table batch_left_speakers as
select speaker_id from quotes where article_id in (from forgotten_articles)
union
select speaker_id from statements where article_id in (from forgotten_articles)
union
select speaker_id from history.quotes where article_id in (from forgotten_articles)
union
select speaker_id from history.statements where article_id in (from forgotten_articles);

create or replace temp table left_sources as
select source_id from articles where article_id in (from forgotten_articles)
union
select source_id from ops.fetches where fetch_id in (select fetch_id from forgotten_fetches);

-- The ledger is written on, as books are: what was loaded stays in it, and what goes is taken off.
insert into ops.loads by name
select
  'forgotten' as batch_sha256,
  getvariable('run_id') as run_id,
  now() at time zone 'UTC' as loaded_at,
  -(
    (select count(*) from forgotten_articles)
    + (select count(*) from history.articles where article_id in (from forgotten_articles))
  ) as articles,
  -(select count(*) from paragraphs where article_id in (from forgotten_articles)) as paragraphs,
  -(select count(*) from quotes where article_id in (from forgotten_articles)) as quotes
where exists (from forgotten_articles);

delete from articles where article_id in (from forgotten_articles);
delete from paragraphs where article_id in (from forgotten_articles);
delete from quotes where article_id in (from forgotten_articles);
delete from statements where article_id in (from forgotten_articles);
delete from quoted_terms where article_id in (from forgotten_articles);
delete from links where article_id in (from forgotten_articles);
delete from sketches where article_id in (from forgotten_articles);
delete from history.articles where article_id in (from forgotten_articles);
delete from history.quotes where article_id in (from forgotten_articles);
delete from history.statements where article_id in (from forgotten_articles);
update links set target_article_id = null where target_article_id in (from forgotten_articles);

delete from ops.fetches where fetch_id in (select fetch_id from forgotten_fetches);
delete from ops.quarantine
where url in (select url from forgotten_fetches) or url in (select url from forgotten_urls);
delete from ops.frontier
where url_key in (from forgotten_keys) or article_id in (from forgotten_articles) or url in (select url from forgotten_urls);
delete from ops.documents where url in (select url from forgotten_urls);

-- A reading of an article that stays, by way of a forgotten address: the ledger needs the row, nobody the way.
update ops.fetches
set url = a.url, final_url = null
from articles as a
where a.article_id = fetches.article_id
  and (fetches.url in (select url from forgotten_urls) or fetches.final_url in (select url from forgotten_urls));
update ops.fetches
set hops = null
where list_has_any(
  list_transform(hops, lambda hop: split_part(hop, ' ', 2)), (select coalesce(list(url), []) from forgotten_urls)
);

create or replace temp macro says_forgotten(said) as
  list_bool_or(list_transform(getvariable('forgotten_words')::varchar[], lambda word: contains(lower(said), word)));
update ops.fetches set message = null where says_forgotten(message);
update ops.quarantine set message = null where says_forgotten(message);
update ops.documents set message = null where says_forgotten(message);
update ops.runs set error = 'of what was forgotten since' where says_forgotten(error);

delete from sources
where source_id in (from left_sources)
  and source_id not in (
    select source_id from articles
    union
    select source_id from ops.fetches where source_id is not null
    union
    select source_id from ops.frontier
    union
    select source_id from ops.documents where source_id is not null
  );
