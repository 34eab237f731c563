-- one row per page of $source_id whose time has come and that gave no article yet, newest first
select url_key, url, entry,
from ops.frontier
where source_id = $source_id and next_check_at <= $now and loaded_at is null
order by stated_at desc nulls last, found_at desc, url_key;
