-- the offsets of the words that name a speaker cut them out of the article
-- Most stand in the paragraph of the quote, where they are counted from its beginning and not from the article's: half the
-- time. The others are cut out of the article.
with spoken as (
  select quote_id as id, article_id, paragraph_id, speaker_text, speaker_start_char, speaker_end_char, from quotes
  union all
  select statement_id, article_id, paragraph_id, speaker_text, speaker_start_char, speaker_end_char, from statements
),
elsewhere as (
  select s.*,
  from spoken as s
  join paragraphs as p using (paragraph_id)
  where s.speaker_start_char < p.start_char
    or s.speaker_text is distinct from
      substr(p.text, s.speaker_start_char - p.start_char + 1, s.speaker_end_char - s.speaker_start_char)
)
select s.id, s.speaker_text, substr(a.text, s.speaker_start_char + 1, s.speaker_end_char - s.speaker_start_char) as cut,
from elsewhere as s
join articles as a using (article_id)
where s.speaker_text is distinct from
  substr(a.text, s.speaker_start_char + 1, s.speaker_end_char - s.speaker_start_char);
