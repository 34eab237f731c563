-- a nested quote lies inside an earlier quote, which is not nested itself
select q.quote_id, q.position, q.nested_in, q.start_char, q.end_char, o.start_char as outer_start_char, o.end_char as outer_end_char,
from quotes as q
left join quotes as o on o.article_id = q.article_id and o.position = q.nested_in
where q.nested_in is not null
  and not coalesce(
    o.nested_in is null and o.position < q.position and o.paragraph_id = q.paragraph_id
      and q.start_char >= o.start_char and q.end_char <= o.end_char,
    false
  );
