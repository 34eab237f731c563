-- one row per month in which one speaker is quoted, copies left out
select date_trunc('month', a.published_date)::date as month, count(*) as quotes,
from quotes as q
join articles as a using (article_id)
where q.speaker_id = $id and a.published_date is not null and not a.is_copy
group by month
order by month;
