-- one row per version of one article, the present one last
select version, seen_at, title, from history.articles where article_id = $id
union all
select version, last_seen_at, title, from articles where article_id = $id
order by version;
