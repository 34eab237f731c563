-- pages that the frontier has not: due at once, but for those whose article is loaded already; DuckDB says how many
-- (a lake knows no `returning`)
insert into ops.frontier by name
select
  url_key, url, source_id,
  hints as entry,
  if(article_id is null, content, null) as content,
  getvariable('now') as found_at,
  stated_at,
  if(article_id is null or getvariable('are_asked_for'), getvariable('now'), null) as next_check_at,
  if(getvariable('are_asked_for'), 'asked for', 'new') as why,
  loaded_at, changed_at, article_id,
  0 as checks,
  0 as failures,
from named_pages
where url_key not in (select url_key from ops.frontier);
