-- one row per wording that an article printed once and has no more
create view removed_quotes as
select
  h.article_id,
  h.version,
  h.removed_at,
  h.text as quote,
  sp.name as speaker,
  a.title,
  a.url,
from history.quotes as h
join articles as a using (article_id)
left join speakers as sp on sp.speaker_id = h.speaker_id
where not exists (from quotes as q where q.article_id = h.article_id and q.quote_key = h.quote_key)
qualify row_number() over (partition by h.article_id, h.quote_key order by h.version desc, h.quote_id) = 1;

comment on view removed_quotes is 'Printed once, gone in the current version.';
comment on column removed_quotes.article_id is 'Article: articles.article_id.';
comment on column removed_quotes.version is 'Last version that had the quote.';
comment on column removed_quotes.removed_at is 'UTC. When the version without it was read.';
comment on column removed_quotes.quote is 'The words quoted, without the quotation marks.';
comment on column removed_quotes.speaker is 'Name of the speaker; NULL = unattributed.';
comment on column removed_quotes.title is 'Headline of the current version.';
comment on column removed_quotes.url is 'Canonical URL of the article.';
