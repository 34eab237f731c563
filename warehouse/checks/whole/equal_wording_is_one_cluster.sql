-- articles of equal wording are in one cluster
select content_key, list(article_id) as article_ids,
from articles
where content_key is not null
group by content_key
having count(distinct cluster_id) > 1;
