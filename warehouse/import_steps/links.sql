-- links that led nowhere until this export brought their target
update links
set target_article_id = a.article_id
from articles as a
where links.target_article_id is null
  and links.url = a.url
  and a.article_id in (select article_id from incoming.main.articles);
