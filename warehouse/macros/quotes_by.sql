-- the quotes of everyone whose name or alias has these letters in it, latest first
create macro quotes_by(who) as table
select
  quote_id, published_date, source, speaker, quote, speaker_text, speaker_role, cue, via, kind, method, confidence, word_count,
  title, url, language, is_copy, quote_key, position, article_id, paragraph_id, speaker_id, source_id, cluster_id,
  published_at, chain, nested_in,
from v_quotes
where speaker_id in (
  select s.speaker_id
  from speakers as s
  where contains(fold(s.name), fold(who)) or contains(fold(array_to_string(s.aliases, chr(10))), fold(who))
)
order by published_date desc nulls last, quote_id;

comment on macro table quotes_by is 'quotes_by(''name''): quotes of speakers whose name or alias contains the text, in any case, with or without accents.';
