-- every speaker is quoted, in the present or in history
select speaker_id, name,
from speakers
where speaker_id not in (select speaker_id from quotes where speaker_id is not null)
  and speaker_id not in (select speaker_id from history.quotes where speaker_id is not null);
