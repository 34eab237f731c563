-- at most one row: the full text that a feed gave of $url_key
select content,
from ops.frontier
where url_key = $url_key and content is not null;
