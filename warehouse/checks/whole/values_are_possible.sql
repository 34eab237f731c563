-- keys are made as keys are, a share lies between 0 and 1, a span has a beginning before its end
select 'article' as row, article_id as id, quality as value,
from articles
where not regexp_full_match(article_id, 'a[a-z2-7]{12}')
  or not coalesce(quality between 0 and 1, true)
union all
select 'paragraph', paragraph_id, null,
from paragraphs
where not regexp_full_match(paragraph_id, 'p[a-z2-7]{12}') or start_char >= end_char
union all
select 'quote', quote_id, confidence,
from quotes
where not regexp_full_match(quote_id, 'q[a-z2-7]{12}') or not confidence between 0 and 1 or start_char >= end_char
union all
select 'statement', statement_id, confidence,
from statements
where not regexp_full_match(statement_id, 't[a-z2-7]{12}') or not confidence between 0 and 1 or start_char >= end_char
union all
select 'speaker', speaker_id, null,
from speakers
where not regexp_full_match(speaker_id, 's[a-z2-7]{12}');
