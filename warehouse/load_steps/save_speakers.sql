-- new speakers in, known ones changed only where they gained a form of their name
update speakers
set name = b.name, kind = b.kind, aliases = b.aliases
from batch_speakers as b
where speakers.speaker_id = b.speaker_id
  and (speakers.name, speakers.kind, speakers.aliases) <> (b.name, b.kind, b.aliases);

insert into speakers by name
select speaker_id, name, kind, aliases,
from batch_speakers
where speaker_id not in (select speaker_id from speakers);
