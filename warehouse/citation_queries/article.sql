-- one article, and the earlier one that it is a copy of
select
  a.authors,
  a.title, a.url, src.name, a.published_date, a.first_seen_at,
  led.title, led.url, led_src.name, led.published_date, null::timestamp,
from articles as a
left join sources as src using (source_id)
left join articles as led on a.is_copy and led.article_id = a.cluster_id
left join sources as led_src on led_src.source_id = led.source_id
where a.article_id = $article_id;
