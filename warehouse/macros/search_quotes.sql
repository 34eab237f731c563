-- the quotes that have the words of terms: the best first where the copy has an index, else the latest
create macro search_quotes(terms) as table
select
  quote_id, published_date, source, speaker, quote, speaker_text, speaker_role, cue, via, kind, method, confidence, word_count,
  title, url, language, is_copy, quote_key, position, article_id, paragraph_id, speaker_id, source_id, cluster_id,
  published_at, chain, nested_in, scores.score,
from v_quotes
left join search_scores(terms) as scores on scores.text_id = quote_id
where has_words(quote, terms)
order by scores.score desc nulls last, published_date desc nulls last, quote_id;

comment on macro table search_quotes is 'search_quotes(''words''): quotes with all the words, in any case, with or without accents; ''"a phrase" begin* -without''.';
