-- one row per article to be exported, with its month of publication; whatever changes an article names its run there
-- All of them where earlier versions were let go of: those articles name no run of it.
create or replace temp table exported_articles as
select article_id, coalesce(strftime(published_date, '%Y-%m'), 'none') as month,
from articles
where getvariable('since') is null or run_id in (select run_id from exported_runs)
  or exists (from ops.loads where batch_sha256 = 'superseded' and run_id in (select run_id from exported_runs));
