-- one row per quote without a speaker
create view unattributed_quotes as
select
  quote_id, published_date, source, quote, speaker_text, speaker_role, cue, via, kind, method, confidence, word_count, title,
  url, language, is_copy, quote_key, position, article_id, paragraph_id, source_id, cluster_id, published_at, chain, nested_in,
from v_quotes
where speaker_id is null;

comment on view unattributed_quotes is 'Quotes that nobody identified is known to have said.';
comment on column unattributed_quotes.quote_id is 'Quote: quotes.quote_id.';
comment on column unattributed_quotes.published_date is 'Day of publication, in the page''s own zone.';
comment on column unattributed_quotes.source is 'Name of the outlet.';
comment on column unattributed_quotes.quote is 'The words quoted, without the quotation marks.';
comment on column unattributed_quotes.speaker_text is 'The words that stand for the speaker, where there are any: she, a neighbour.';
comment on column unattributed_quotes.speaker_role is 'The speaker''s role as printed.';
comment on column unattributed_quotes.cue is 'The reporting verb or phrase.';
comment on column unattributed_quotes.via is 'Through whom the words came, as printed.';
comment on column unattributed_quotes.kind is 'direct or mixed.';
comment on column unattributed_quotes.method is 'How the speaker was found.';
comment on column unattributed_quotes.confidence is 'Attribution confidence, 0..1.';
comment on column unattributed_quotes.word_count is 'Words.';
comment on column unattributed_quotes.title is 'Headline.';
comment on column unattributed_quotes.url is 'Canonical URL of the article.';
comment on column unattributed_quotes.language is 'ISO 639-1.';
comment on column unattributed_quotes.is_copy is 'Whether another article of the cluster was there first.';
comment on column unattributed_quotes.quote_key is 'Equal for equal wording anywhere.';
comment on column unattributed_quotes.position is 'Place among the quotes of the article, from 1.';
comment on column unattributed_quotes.article_id is 'Article: articles.article_id.';
comment on column unattributed_quotes.paragraph_id is 'Paragraph: paragraphs.paragraph_id.';
comment on column unattributed_quotes.source_id is 'Source: sources.source_id.';
comment on column unattributed_quotes.cluster_id is 'article_id of the earliest near-identical article.';
comment on column unattributed_quotes.published_at is 'UTC. NULL when the page gives only a date.';
comment on column unattributed_quotes.chain is 'Position of the first quote of the same utterance.';
comment on column unattributed_quotes.nested_in is 'Position of the quote whose words hold this one; where nested_in is null counts no words twice.';
