-- one row per quote, with everything one asks of it
create view v_quotes as
select
  q.quote_id, a.published_date, src.name as source, sp.name as speaker, q.text as quote, q.speaker_text, q.speaker_role,
  q.cue, q.via, q.kind, q.method, q.confidence, q.word_count, a.title, a.url, a.language, a.is_copy, q.quote_key, q.position,
  q.article_id, q.paragraph_id, q.speaker_id, a.source_id, a.cluster_id, a.published_at, q.chain, q.nested_in,
from quotes as q
join articles as a using (article_id)
left join sources as src on src.source_id = a.source_id
left join speakers as sp on sp.speaker_id = q.speaker_id;

comment on view v_quotes is 'Start here: every quote with speaker, source, date, title and URL.';
comment on column v_quotes.quote_id is 'Quote: quotes.quote_id.';
comment on column v_quotes.published_date is 'Day of publication, in the page''s own zone.';
comment on column v_quotes.source is 'Name of the outlet.';
comment on column v_quotes.speaker is 'Name of the speaker; NULL = unattributed.';
comment on column v_quotes.quote is 'The words quoted, without the quotation marks.';
comment on column v_quotes.speaker_text is 'The words that name the speaker, as printed.';
comment on column v_quotes.speaker_role is 'The speaker''s role as printed.';
comment on column v_quotes.cue is 'The reporting verb or phrase.';
comment on column v_quotes.via is 'Through whom the words came, as printed: the outlet in "Vale said, according to CNN".';
comment on column v_quotes.kind is 'direct or mixed.';
comment on column v_quotes.method is 'How the speaker was found.';
comment on column v_quotes.confidence is 'Attribution confidence, 0..1.';
comment on column v_quotes.word_count is 'Words.';
comment on column v_quotes.title is 'Headline.';
comment on column v_quotes.url is 'Canonical URL of the article.';
comment on column v_quotes.language is 'ISO 639-1.';
comment on column v_quotes.is_copy is 'Whether the article is a copy of an earlier one; leave copies out to count what was said once.';
comment on column v_quotes.quote_key is 'Equal for equal wording anywhere.';
comment on column v_quotes.position is 'Place among the quotes of the article, from 1.';
comment on column v_quotes.article_id is 'Article: articles.article_id.';
comment on column v_quotes.paragraph_id is 'Paragraph: paragraphs.paragraph_id.';
comment on column v_quotes.speaker_id is 'Speaker: speakers.speaker_id.';
comment on column v_quotes.source_id is 'Source: sources.source_id.';
comment on column v_quotes.cluster_id is 'article_id of the earliest near-identical article.';
comment on column v_quotes.published_at is 'UTC. NULL when the page gives only a date.';
comment on column v_quotes.chain is 'Position of the first quote of the same utterance.';
comment on column v_quotes.nested_in is 'Position of the quote whose words hold this one; where nested_in is null counts no words twice.';
