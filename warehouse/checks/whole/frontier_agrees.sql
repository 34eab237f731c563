-- a page of the frontier waits or was looked at, has an article exactly when it was loaded, and keeps a text only until then
select url_key, 'has an article that is not there' as amiss, article_id, loaded_at, next_check_at,
from ops.frontier
where article_id is not null and article_id not in (select article_id from articles)
union all
select url_key, 'is loaded without an article, or has one and is not', article_id, loaded_at, next_check_at,
from ops.frontier
where (article_id is null) <> (loaded_at is null)
union all
select url_key, 'keeps the text of a feed beside its article', article_id, loaded_at, next_check_at,
from ops.frontier
where content is not null and loaded_at is not null
union all
select url_key, 'was never looked at and never will be', article_id, loaded_at, next_check_at,
from ops.frontier
where fetched_at is null and loaded_at is null and next_check_at is null;
