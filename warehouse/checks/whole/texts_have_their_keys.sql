-- an article's digest is that of its text, in the present and in history, and a quote's key is that of its wording
select article_id as id, 'text_sha256' as key, text_sha256 as value,
from articles where text_sha256 <> sha256(text)
union all
select article_id, 'text_sha256', text_sha256, from history.articles where text_sha256 <> sha256(text)
union all
select quote_id, 'quote_key', quote_key, from quotes where quote_key <> norm_quote(text);
