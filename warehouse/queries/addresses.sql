-- the addresses from which an article (by id or URL) or a page (by the address it claims) was read, the present version's first
select f.url,
from ops.fetches as f
left join articles as a on a.article_id = f.article_id
where $wanted in (f.article_id, f.url, f.final_url, a.url)
group by f.url
order by max((f.outcome in ('new', 'updated'), f.fetched_at)) desc, f.url;
