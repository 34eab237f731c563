-- the paragraphs that have the words of terms: the best first where the copy has an index, else of the latest article
create macro search_paragraphs(terms) as table
select
  p.paragraph_id, a.published_date, a.source_id, a.title, p.position, p.text, a.url, a.article_id, a.is_copy, scores.score,
from paragraphs as p
join articles as a using (article_id)
left join search_scores(terms) as scores on scores.text_id = p.paragraph_id
where has_words(p.text, terms)
order by scores.score desc nulls last, a.published_date desc nulls last, a.article_id, p.position;

comment on macro table search_paragraphs is 'search_paragraphs(''words''): paragraphs with all the words, in any case, with or without accents; ''"a phrase" begin* -without''.';
