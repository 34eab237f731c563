-- one version of one article
select version, seen_at, title, text, from history.articles where article_id = $id and version = $version
union all
select version, last_seen_at, title, text, from articles where article_id = $id and version = $version;
