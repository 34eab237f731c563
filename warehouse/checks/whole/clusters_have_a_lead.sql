-- a copy's cluster is led by an article that is no copy, and an article that is no copy leads its own
select a.article_id, a.cluster_id, a.is_copy,
from articles as a
left join articles as lead on lead.article_id = a.cluster_id
where lead.is_copy is distinct from false or a.is_copy <> (a.article_id <> a.cluster_id);
