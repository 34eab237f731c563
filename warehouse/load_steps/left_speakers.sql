-- speakers whom nothing quotes or reports any more, neither the present nor history, go with their last words
delete from speakers
where speaker_id in (from batch_left_speakers)
  and speaker_id not in (
    select speaker_id from quotes where speaker_id in (from batch_left_speakers)
    union
    select speaker_id from statements where speaker_id in (from batch_left_speakers)
    union
    select speaker_id from history.quotes where speaker_id in (from batch_left_speakers)
    union
    select speaker_id from history.statements where speaker_id in (from batch_left_speakers)
  );
