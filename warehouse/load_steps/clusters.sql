-- every article of a wording goes into the cluster that was decided; written only where it changes
update articles
set cluster_id = w.lead_id, is_copy = articles.article_id <> w.lead_id
from batch_wordings as w
where articles.content_key = w.content_key
  and (articles.cluster_id <> w.lead_id or articles.is_copy <> (articles.article_id <> w.lead_id));
