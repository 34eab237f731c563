-- one row per wording that an article printed once and has no more
create view removed_quotes as
with removed as (
  select article_id, version, removed_at, text, speaker_id,
  from history.quotes
  -- Of the quotes of the present only those of the articles in question: a tenth of the work.
  anti join (
    select article_id, quote_key
    -- Under names of their own: DuckDB 1.1 takes both for quotes.
    from quotes as present
    semi join history.quotes as gone using (article_id)
  ) using (article_id, quote_key)
  qualify row_number() over (partition by article_id, quote_key order by version desc, quote_id) = 1
)
select
  r.article_id,
  r.version,
  r.removed_at,
  r.text as quote,
  sp.name as speaker,
  a.title,
  a.url,
from removed as r
join articles as a using (article_id)
left join speakers as sp using (speaker_id);

comment on view removed_quotes is 'Printed once, gone in the current version.';
comment on column removed_quotes.article_id is 'Article: articles.article_id.';
comment on column removed_quotes.version is 'Last version that had the quote.';
comment on column removed_quotes.removed_at is 'UTC. When the version without it was read.';
comment on column removed_quotes.quote is 'The words quoted, without the quotation marks.';
comment on column removed_quotes.speaker is 'Name of the speaker; NULL = unattributed.';
comment on column removed_quotes.title is 'Headline of the current version.';
comment on column removed_quotes.url is 'Canonical URL of the article.';
