-- one row per host whose pages were put off until later than now: an address there, and the latest of those times
select any_value(url) as url, max(next_check_at) as put_off_until,
from ops.frontier
where outcome = 'deferred' and next_check_at > $now
group by regexp_extract(url, '^[^/]*//([^/?#]*)', 1)
order by url;
