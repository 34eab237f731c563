-- one row per page of $url_keys that the frontier has
select url_key
from ops.frontier
where url_key in (select unnest($url_keys::varchar[]));
