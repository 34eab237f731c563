-- one row per article that is to be erased, the latest first; as many as one can look through
select published_date, title, url,
from articles
where article_id in (from forgotten_articles)
order by published_date desc, url
limit 20;
