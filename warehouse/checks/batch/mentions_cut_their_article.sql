-- the offsets of the words that name a speaker cut them out of the article
with spoken as (
  select quote_id as id, article_id, speaker_text, speaker_start_char, speaker_end_char, from quotes
  union all
  select statement_id, article_id, speaker_text, speaker_start_char, speaker_end_char, from statements
)
select s.id, s.speaker_text, substr(a.text, s.speaker_start_char + 1, s.speaker_end_char - s.speaker_start_char) as cut,
from spoken as s
join articles as a using (article_id)
where s.speaker_text is distinct from
  substr(a.text, s.speaker_start_char + 1, s.speaker_end_char - s.speaker_start_char);
