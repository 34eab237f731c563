-- one row per statement, with everything one asks of it
create view v_statements as
select
  s.statement_id, a.published_date, src.name as source, sp.name as speaker, s.text as statement, s.speaker_text, s.speaker_role,
  s.cue, s.via, s.kind, s.method, s.confidence, s.word_count, a.title, a.url, a.language, a.is_copy, s.position,
  s.article_id, s.paragraph_id, s.speaker_id, a.source_id, a.cluster_id, a.published_at,
from statements as s
join articles as a using (article_id)
left join sources as src on src.source_id = a.source_id
left join speakers as sp on sp.speaker_id = s.speaker_id;

comment on view v_statements is 'Every statement in indirect speech with speaker, source, date, title and URL; beside v_quotes, never in it.';
comment on column v_statements.statement_id is 'Statement: statements.statement_id.';
comment on column v_statements.published_date is 'Day of publication, in the page''s own zone.';
comment on column v_statements.source is 'Name of the outlet.';
comment on column v_statements.speaker is 'Name of the speaker; NULL = nobody that the text identifies.';
comment on column v_statements.statement is 'What is said, in the words of the article.';
comment on column v_statements.speaker_text is 'The words that name the speaker, as printed.';
comment on column v_statements.speaker_role is 'The speaker''s role as printed.';
comment on column v_statements.cue is 'The reporting verb or phrase.';
comment on column v_statements.via is 'Through whom the words came, as printed.';
comment on column v_statements.kind is 'Always indirect.';
comment on column v_statements.method is 'How the speaker was found.';
comment on column v_statements.confidence is 'Attribution confidence, 0..1.';
comment on column v_statements.word_count is 'Words.';
comment on column v_statements.title is 'Headline.';
comment on column v_statements.url is 'Canonical URL of the article.';
comment on column v_statements.language is 'ISO 639-1.';
comment on column v_statements.is_copy is 'Whether the article is a copy of an earlier one; leave copies out to count what was said once.';
comment on column v_statements.position is 'Place among the statements of the article, from 1.';
comment on column v_statements.article_id is 'Article: articles.article_id.';
comment on column v_statements.paragraph_id is 'Paragraph: paragraphs.paragraph_id.';
comment on column v_statements.speaker_id is 'Speaker: speakers.speaker_id.';
comment on column v_statements.source_id is 'Source: sources.source_id.';
comment on column v_statements.cluster_id is 'article_id of the earliest near-identical article.';
comment on column v_statements.published_at is 'UTC. NULL when the page gives only a date.';
