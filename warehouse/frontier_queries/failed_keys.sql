-- one row per page of $url_keys that was asked for and has given no article yet
select url_key
from ops.frontier
where url_key in (select unnest($url_keys::varchar[])) and loaded_at is null and fetched_at is not null;
