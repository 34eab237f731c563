-- what a run and its successor left in each table of version 1: an article with two versions, and a page that failed
insert into sources by name
select 'harbour-bell' as source_id, 'The Harbour Bell' as name, 'bell.example' as domain, 'files' as kind;

insert into articles by name
select
  'aferryferryfe' as article_id, 'https://bell.example/ferry' as url, 'bell.example' as domain,
  'harbour-bell' as source_id, 'Ferry to wait' as title, ['Ivo Brandt'] as authors,
  date '2026-03-05' as published_date, timestamp '2026-03-05 09:00' as published_at, 'json-ld' as date_source,
  'en' as language, [] as tags, e'The ferry waits.\n\n“We wait,” said Amsel of the ‘pier’.' as text,
  10 as word_count, 2 as paragraph_count, 1 as quote_count, 2 as version, 'aferryferryfe' as cluster_id,
  timestamp '2026-03-05 12:00' as first_seen_at, timestamp '2026-03-06 12:00' as last_seen_at,
  'k' as content_key, 'trafilatura 2.3.1' as extractor, '20260306T120000Z-0002' as run_id, '{}' as extra,
  sha256(e'The ferry waits.\n\n“We wait,” said Amsel of the ‘pier’.') as text_sha256;

insert into paragraphs by name
select
  'pferryferryfa' as paragraph_id, 'aferryferryfe' as article_id, 1 as position, 'text' as kind,
  'The ferry waits.' as text, 3 as word_count, 0 as start_char, 16 as end_char
union all
select 'pferryferryfb', 'aferryferryfe', 2, 'text', '“We wait,” said Amsel of the ‘pier’.', 7, 18, 54;

insert into speakers by name
select 'samselamselam' as speaker_id, 'Zoë Amsel' as name, 'person' as kind, ['Amsel', 'Zoë Amsel'] as aliases;

insert into quotes by name
select
  'qwaitwaitwait' as quote_id, 'aferryferryfe' as article_id, 'pferryferryfb' as paragraph_id, 1 as position,
  'We wait,' as text, 'we wait' as quote_key, 'direct' as kind, 'samselamselam' as speaker_id,
  'Amsel' as speaker_text, 34 as speaker_start_char, 39 as speaker_end_char, 'said' as cue, 'explicit' as method,
  0.9 as confidence, 2 as word_count, 1 as start_char, 9 as end_char, 1 as chain;

insert into quoted_terms values ('aferryferryfe', 'pferryferryfb', 'pier', 30, 34);

insert into links by name
select
  'aferryferryfe' as article_id, 1 as position, 'https://pier.example/plan' as url, 'pier.example' as domain,
  'the plan' as anchor, false as is_internal;

insert into sketches values ('aferryferryfe', '2026-03-05', range(128), range(128), 300, 40);

insert into history.articles by name
select
  'aferryferryfe' as article_id, 1 as version, timestamp '2026-03-05 12:00' as seen_at, 'Ferry to sail' as title,
  'The ferry sails. “We sail,” said Amsel.' as text, sha256('The ferry sails. “We sail,” said Amsel.') as text_sha256,
  timestamp '2026-03-06 12:00' as replaced_at, '20260305T120000Z-0001' as run_id;

insert into history.quotes by name
select
  'qsailsailsail' as quote_id, 'aferryferryfe' as article_id, 1 as version, 'We sail,' as text,
  'we sail' as quote_key, 'samselamselam' as speaker_id, 'Amsel' as speaker_text,
  timestamp '2026-03-05 12:00' as first_seen_at, timestamp '2026-03-06 12:00' as removed_at,
  '20260305T120000Z-0001' as run_id;

insert into ops.runs by name
select
  '20260305T120000Z-0001' as run_id, 'add' as flow, 'cli' as trigger, 'ok' as state,
  timestamp '2026-03-05 12:00' as started_at, timestamp '2026-03-05 12:01' as ended_at,
  2 as found, 2 as fetched, 1 as new, 0 as updated, 0 as unchanged, 0 as skipped, 1 as failed,
  'presslake 0.1.0' as software
union all
select
  '20260306T120000Z-0002', 'add', 'cli', 'ok', timestamp '2026-03-06 12:00', timestamp '2026-03-06 12:01',
  1, 1, 0, 1, 0, 0, 0, 'presslake 0.1.0';

insert into ops.loads values
  ('batch one', '20260305T120000Z-0001', '2026-03-05 12:01', 1, 1, 1),
  ('batch two', '20260306T120000Z-0002', '2026-03-06 12:01', 1, 2, 1);

insert into ops.fetches by name
select
  'fone' as fetch_id, '20260305T120000Z-0001' as run_id, 'harbour-bell' as source_id, 'aferryferryfe' as article_id,
  'file:///pages/ferry.html' as url, timestamp '2026-03-05 12:00' as fetched_at, 'new' as outcome
union all
select
  'ftwo', '20260305T120000Z-0001', 'harbour-bell', null, 'file:///pages/list.html', timestamp '2026-03-05 12:00',
  'list_page'
union all
select
  'fthree', '20260306T120000Z-0002', 'harbour-bell', 'aferryferryfe', 'file:///pages/ferry.html',
  timestamp '2026-03-06 12:00', 'updated';

insert into ops.quarantine by name
select
  'file:///pages/list.html' as url, 'harbour-bell' as source_id, 'list_page' as reason, 1 as attempts,
  timestamp '2026-03-05 12:00' as first_failed_at, timestamp '2026-03-05 12:00' as last_failed_at;
