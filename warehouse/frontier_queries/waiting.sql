-- one row per page of $source_id whose time has come, newest first, as due_pages gives them
select url, why, next_check_at as due_at,
from ops.frontier
where source_id = $source_id and next_check_at <= $now
order by stated_at desc nulls last, found_at desc, url_key;
