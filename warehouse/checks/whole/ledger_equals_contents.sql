-- the ledger, the log of readings and the tables know the same number of article versions
select l.articles as in_ledger, f.articles as in_fetches, a.articles as in_tables,
from (select coalesce(sum(articles), 0)::bigint as articles from ops.loads) as l,
  (select count(*) as articles from ops.fetches where outcome in ('new', 'updated')) as f,
  (select (select count(*) from articles) + (select count(*) from history.articles) as articles) as a
where l.articles <> f.articles or l.articles <> a.articles;
