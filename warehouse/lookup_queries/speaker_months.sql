-- one row per month in which one speaker is quoted, copies left out
select date_trunc('month', published_date)::date as month, sum(quotes)::bigint as quotes,
from speaker_timeline
where speaker_id = $id
group by month
order by month;
