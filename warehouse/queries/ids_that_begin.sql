-- one row per article and quote whose id begins so, with what it says
select article_id as id, coalesce(title, url) as text from articles where starts_with(article_id, $wanted)
union all
select quote_id, left(text, 60) from quotes where starts_with(quote_id, $wanted)
order by id
limit $limit;
