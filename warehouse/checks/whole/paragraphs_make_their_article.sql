-- the paragraphs and the blank lines between them are the whole text of their article, and its words are theirs
select
  a.article_id, length(a.text) as length, p.first_char, p.last_char, p.chars, a.word_count, p.words,
from articles as a
join (
  select
    article_id,
    min(start_char) as first_char,
    max(end_char) as last_char,
    sum(end_char - start_char)::bigint + 2 * (count(*) - 1) as chars,
    sum(word_count)::bigint as words,
  from paragraphs
  group by article_id
) as p using (article_id)
where (p.first_char, p.last_char, p.chars, p.words) <> (0, length(a.text), length(a.text), a.word_count);
