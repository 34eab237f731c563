-- a quote's chain is its own position or that of an earlier quote that starts a chain
select q.quote_id, q.position, q.chain,
from quotes as q
left join quotes as first on first.article_id = q.article_id and first.position = q.chain
where first.chain is distinct from q.chain or q.chain > q.position;
