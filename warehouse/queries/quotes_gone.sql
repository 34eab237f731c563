-- the quotes of version $version of one article whose wording the present version has no more
select distinct sp.name as speaker, h.text as quote,
from history.quotes as h
join history.articles as v on v.article_id = h.article_id and v.version = $version and contains(v.text, h.text)
left join speakers as sp on sp.speaker_id = h.speaker_id
where h.article_id = $article_id
  and h.version >= $version
  and not exists (from quotes as q where q.article_id = h.article_id and q.quote_key = h.quote_key)
order by quote;
