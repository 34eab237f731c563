-- the article with this canonical URL, or that was read from this address
select article_id from articles where url = $url
union
select f.article_id from ops.fetches as f where f.url = $url and f.article_id in (select article_id from articles);
