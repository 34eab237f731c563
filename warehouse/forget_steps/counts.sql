-- one row: how much is to be erased
select
  (select count(*) from forgotten_articles) as articles,
  (select count(*) from paragraphs where article_id in (from forgotten_articles)) as paragraphs,
  (select count(*) from quotes where article_id in (from forgotten_articles)) as quotes,
  (select count(*) from statements where article_id in (from forgotten_articles)) as statements,
  (select count(*) from history.articles where article_id in (from forgotten_articles)) as earlier_versions,
  (select count(*) from forgotten_fetches) as readings,
  (
    select count(*)
    from ops.frontier
    where url_key in (from forgotten_keys) or article_id in (from forgotten_articles)
      or url in (select url from forgotten_urls)
  ) as waiting_pages;
