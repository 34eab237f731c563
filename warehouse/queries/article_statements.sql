-- the statements of one article, in reading order
select position, speaker, statement, speaker_text, speaker_role, cue, via, method, confidence, statement_id,
from v_statements
where article_id = $article_id
order by position;
