-- a reading that gave an article names one that is there
select fetch_id, outcome, article_id,
from ops.fetches
where outcome in ('new', 'updated', 'rebuilt')
  and (article_id is null or article_id not in (select article_id from articles));
