-- What the tables of superseded rows hold.
comment on table history.articles is 'One row per superseded version of an article; the current one is in main.';
comment on column history.articles.article_id is 'Article: articles.article_id.';
comment on column history.articles.version is 'Its number, from 1.';
comment on column history.articles.seen_at is 'UTC. When this version was first read.';
comment on column history.articles.title is 'Headline of this version.';
comment on column history.articles.text is 'Paragraphs of this version, joined by a blank line.';
comment on column history.articles.text_sha256 is 'SHA-256 of the text, hexadecimal.';
comment on column history.articles.replaced_at is 'UTC. When the next version was read.';
comment on column history.articles.run_id is 'Run that wrote this version: ops.runs.run_id.';

comment on table history.quotes is 'One row per quote that a later version of its article dropped or reworded.';
comment on column history.quotes.quote_id is 'The key that it had in quotes.';
comment on column history.quotes.article_id is 'Article: articles.article_id.';
comment on column history.quotes.version is 'Last version of the article that had the quote.';
comment on column history.quotes.text is 'The words quoted, without the quotation marks.';
comment on column history.quotes.quote_key is 'Equal for equal wording anywhere.';
comment on column history.quotes.speaker_id is 'Who said it: speakers.speaker_id.';
comment on column history.quotes.speaker_text is 'The words that named the speaker.';
comment on column history.quotes.first_seen_at is 'UTC. When a version with these words was first read.';
comment on column history.quotes.removed_at is 'UTC. When the version without them was read.';
comment on column history.quotes.run_id is 'Run that wrote the last version that had the quote: ops.runs.run_id.';

comment on table history.statements is 'One row per statement that a later version of its article dropped or reworded.';
comment on column history.statements.statement_id is 'The key that it had in statements.';
comment on column history.statements.article_id is 'Article: articles.article_id.';
comment on column history.statements.version is 'Last version of the article that had the statement.';
comment on column history.statements.text is 'What was said, in the words of the article.';
comment on column history.statements.speaker_id is 'Who said it: speakers.speaker_id.';
comment on column history.statements.speaker_text is 'The words that named the speaker.';
comment on column history.statements.removed_at is 'UTC. When the version without it was read.';
comment on column history.statements.run_id is 'Run that wrote the last version that had the statement: ops.runs.run_id.';
