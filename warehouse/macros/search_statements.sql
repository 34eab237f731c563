-- the statements that have the words of terms: the best first where the copy has an index, else the latest
create macro search_statements(terms) as table
select
  statement_id, published_date, source, speaker, statement, speaker_text, speaker_role, cue, via, kind, method, confidence,
  word_count, title, url, language, is_copy, position, article_id, paragraph_id, speaker_id, source_id, cluster_id,
  published_at, scores.score,
from v_statements
left join search_scores(terms) as scores on scores.text_id = statement_id
where has_words(statement, terms)
order by scores.score desc nulls last, published_date desc nulls last, statement_id;

comment on macro table search_statements is 'search_statements(''words''): statements in indirect speech with all the words, as search_quotes finds quotes.';
