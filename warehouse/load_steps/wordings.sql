-- one row per wording whose cluster is open and was not yet, with the place of the first article that prints it
create or replace temp table batch_printed as
select article_id, content_key, place,
from batch_places
where row in (select row from batch_places where content_key in (select content_key from batch_keys))
  -- Once more: in a lake a row that was changed in the transaction that wrote it keeps its number of that moment, which a
  -- row of the present one has too.
  and content_key in (select content_key from batch_keys);

create or replace temp table batch_fresh as
select content_key, min(place) as place,
from batch_printed
group by content_key;

insert into batch_wordings by name
select content_key, place,
from batch_fresh;

delete from batch_keys;

set variable compared_from = (
  select min(compared_on) - 7 from sketches where article_id in (select place.article_id from batch_fresh)
);
set variable compared_to = (
  select max(compared_on) + 7 from sketches where article_id in (select place.article_id from batch_fresh)
);
