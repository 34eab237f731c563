-- one row per quote of one article, in reading order
select
  q.quote_id as id, q.paragraph_id, q.start_char, q.end_char, q.text as words, q.speaker_id, s.name as speaker, q.speaker_text,
  q.speaker_start_char, q.speaker_end_char, q.cue, q.via, q.kind, q.confidence, q.position, q.chain, q.nested_in,
from quotes as q
left join speakers as s using (speaker_id)
where q.article_id = $id
order by q.position;
