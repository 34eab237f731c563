-- the offsets of the words that name a speaker cut them out of the article
select q.quote_id, q.speaker_text, substr(a.text, q.speaker_start_char + 1, q.speaker_end_char - q.speaker_start_char) as cut,
from quotes as q
join articles as a using (article_id)
where q.speaker_text is distinct from
  substr(a.text, q.speaker_start_char + 1, q.speaker_end_char - q.speaker_start_char);
