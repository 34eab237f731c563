-- one row per version of one article, the present one last
select version, seen_at, title, text, from history.articles where article_id = $article_id
union all
select version, last_seen_at, title, text, from articles where article_id = $article_id
order by version;
