-- history holds each version before the current one once, and no quote or statement of the current one
-- Where history is kept for a time only, the earliest versions may be gone, and the ledger says so.
select a.article_id, a.version, list(h.version order by h.version) filter (h.version is not null) as superseded,
from articles as a
left join history.articles as h using (article_id)
group by a.article_id, a.version
having coalesce(superseded, []) <> range(
  if(exists (from ops.loads where batch_sha256 = 'superseded'), coalesce(min(h.version), a.version), 1), a.version
)
union all
select q.article_id, a.version, [q.version],
from history.quotes as q
left join articles as a using (article_id)
where q.version >= coalesce(a.version, 0)
union all
select s.article_id, a.version, [s.version],
from history.statements as s
left join articles as a using (article_id)
where s.version >= coalesce(a.version, 0);
