-- the quotes of one article, in reading order
select position, speaker, quote, kind, speaker_text, speaker_role, cue, via, method, confidence, chain, quote_id,
from v_quotes
where article_id = $article_id
order by position;
