-- one row per statement of one article, in reading order
select
  t.statement_id as id, t.paragraph_id, t.start_char, t.end_char, t.text as words, t.speaker_id, s.name as speaker, t.speaker_text,
  t.speaker_start_char, t.speaker_end_char, t.cue, t.via, t.kind, t.confidence,
  t.position, null as chain, null as nested_in,
from statements as t
left join speakers as s using (speaker_id)
where t.article_id = $id
order by t.position;
