-- the article with this id or canonical URL, or that was read from this address
select article_id from articles where article_id = $wanted or url = $wanted
union
select f.article_id from ops.fetches as f where f.url = $wanted and f.article_id in (select article_id from articles);
