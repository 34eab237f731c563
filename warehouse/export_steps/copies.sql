-- one row per copy: in which cluster it is, since the arrival of one article moves others between clusters
select article_id, cluster_id
from articles
where is_copy
