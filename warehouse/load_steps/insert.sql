-- what this turn writes becomes the present
insert into articles by name from batch_articles;
insert into paragraphs by name from batch_paragraphs;
insert into quotes by name from batch_quotes;
insert into statements by name from batch_statements;
insert into quoted_terms by name from batch_quoted_terms;
insert into links by name from batch_links;
insert into sketches by name from batch_sketches;

insert into batch_keys
select content_key from batch_articles where content_key is not null;

insert into batch_written
select (select count(*) from batch_paragraphs), (select count(*) from batch_quotes);

-- What a batch copied out of its file is let go with its transaction, and not when the next one has copied as much.
drop table batch_articles;
drop table batch_paragraphs;
drop table batch_quotes;
drop table batch_statements;
drop table batch_quoted_terms;
drop table batch_links;
drop table batch_sketches;
drop table batch_speakers;
