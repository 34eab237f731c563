-- one row per month of the articles to be exported, with the bytes of their texts
select m.month, sum(strlen(a.text))::bigint as bytes,
from articles as a
join exported_articles as m using (article_id)
group by m.month
order by m.month;
