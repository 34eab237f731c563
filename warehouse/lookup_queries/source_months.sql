-- one row per month in which one source published
select date_trunc('month', published_date)::date as month, count(*) as articles,
from articles
where source_id = $id and published_date is not null
group by month
order by month;
