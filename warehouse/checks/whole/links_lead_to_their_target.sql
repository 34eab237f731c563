-- a link to an article of the warehouse names it, any other names none
select l.article_id, l.url, l.target_article_id,
from links as l
left join articles as a on a.url = l.url
where l.target_article_id is distinct from a.article_id;
