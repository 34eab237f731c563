-- no article of a cluster was published, or without a date read, before its lead
select a.article_id, a.cluster_id, coalesce(a.published_at, a.published_date) as published, a.first_seen_at,
from articles as a
join articles as lead on lead.article_id = a.cluster_id
where (coalesce(a.published_at, a.published_date, 'infinity'::timestamp), a.first_seen_at, a.article_id)
  < (coalesce(lead.published_at, lead.published_date, 'infinity'::timestamp), lead.first_seen_at, lead.article_id);
