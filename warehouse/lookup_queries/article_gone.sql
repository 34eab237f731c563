-- the site's last answer, if the article's page is gone from there
select gone_at, http_status, from gone_articles where article_id = $id;
