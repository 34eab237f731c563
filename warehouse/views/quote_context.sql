-- one row per quote, with the paragraph before, its own and the one after
--
-- Inner joins, all by article: what a query asks of the quote is then looked up in all of them, and the 10 million
-- paragraphs are not sorted out first. So the first paragraph and the last, which have no neighbour, meet themselves.
create view quote_context as
select
  q.quote_id,
  q.article_id,
  if(p.position > 1, previous.text, null) as before,
  p.text as paragraph,
  if(p.position < a.paragraph_count, following.text, null) as after,
  q.text as quote,
  q.start_char,
  q.end_char,
from quotes as q
join articles as a on a.article_id = q.article_id
join paragraphs as p on p.article_id = q.article_id and p.paragraph_id = q.paragraph_id
join paragraphs as previous on previous.article_id = q.article_id and previous.position = greatest(p.position - 1, 1)
join paragraphs as following
  on following.article_id = q.article_id and following.position = least(p.position + 1, a.paragraph_count);

comment on view quote_context is 'Each quote in its paragraph, with its neighbours.';
comment on column quote_context.quote_id is 'Quote: quotes.quote_id.';
comment on column quote_context.article_id is 'Article: articles.article_id.';
comment on column quote_context.before is 'The paragraph before; NULL at the start.';
comment on column quote_context.paragraph is 'The paragraph that holds the quote.';
comment on column quote_context.after is 'The paragraph after; NULL at the end.';
comment on column quote_context.quote is 'The words quoted, without the quotation marks.';
comment on column quote_context.start_char is 'Where the quote starts in its paragraph, in code points from 0.';
comment on column quote_context.end_char is 'Where it ends there, exclusive.';
