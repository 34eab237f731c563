-- one row per article that is to be erased
select published_date, title, url,
from articles
where article_id in (from forgotten_articles)
order by published_date, url;
