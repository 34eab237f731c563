-- one row per quote, with the paragraph before, its own and the one after
create view quote_context as
select
  q.quote_id,
  q.article_id,
  previous.text as before,
  p.text as paragraph,
  following.text as after,
  q.text as quote,
  q.start_char,
  q.end_char,
from quotes as q
join paragraphs as p using (paragraph_id)
left join paragraphs as previous on previous.article_id = p.article_id and previous.position = p.position - 1
left join paragraphs as following on following.article_id = p.article_id and following.position = p.position + 1;

comment on view quote_context is 'Each quote in its paragraph, with its neighbours.';
comment on column quote_context.quote_id is 'Quote: quotes.quote_id.';
comment on column quote_context.article_id is 'Article: articles.article_id.';
comment on column quote_context.before is 'The paragraph before; NULL at the start.';
comment on column quote_context.paragraph is 'The paragraph that holds the quote.';
comment on column quote_context.after is 'The paragraph after; NULL at the end.';
comment on column quote_context.quote is 'The words quoted, without the quotation marks.';
comment on column quote_context.start_char is 'Where the quote starts in its paragraph, in code points from 0.';
comment on column quote_context.end_char is 'Where it ends there, exclusive.';
