-- the tables that came with version 3: a statement of the present, and one of before
insert into statements by name
select
  'tpierpierpier' as statement_id, 'aferryferryfe' as article_id, 'pferryferryfb' as paragraph_id, 1 as position,
  'of the ‘pier’' as text, 'indirect' as kind, 'samselamselam' as speaker_id, 'Amsel' as speaker_text,
  34 as speaker_start_char, 39 as speaker_end_char, 'said' as cue, 'explicit' as method, 0.8 as confidence,
  3 as word_count, 22 as start_char, 35 as end_char;

insert into history.statements by name
select
  'tsailsailsail' as statement_id, 'aferryferryfe' as article_id, 1 as version, 'they sail' as text,
  'samselamselam' as speaker_id, 'Amsel' as speaker_text, timestamp '2026-03-06 12:00' as removed_at,
  '20260305T120000Z-0001' as run_id;
