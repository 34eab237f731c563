-- every speaker is quoted or reported, in the present or in history
select speaker_id, name,
from speakers
where speaker_id not in (
  select speaker_id from quotes where speaker_id is not null
  union
  select speaker_id from statements where speaker_id is not null
  union
  select speaker_id from history.quotes where speaker_id is not null
  union
  select speaker_id from history.statements where speaker_id is not null
);
