-- the tables that came with version 5: a page that a feed named and that waits, the feed, a site that was forgotten
insert into ops.frontier by name
select
  'bell.example/pier' as url_key, 'https://bell.example/pier' as url, 'harbour-bell' as source_id, '{}' as entry,
  timestamp '2026-03-06 12:00' as found_at, timestamp '2026-03-06 13:00' as next_check_at, 'new' as why,
  0 as checks, 0 as failures;

insert into ops.documents by name
select
  'https://bell.example/feed' as url, 'feed' as kind, 'harbour-bell' as source_id, 'listed' as outcome,
  timestamp '2026-03-06 12:00' as fetched_at, 0 as failures, 0 as moved_runs;

insert into ops.tombstones by name
select 'gone.example' as domain, timestamp '2026-03-06 12:00' as forgotten_at, '20260306T120000Z-0002' as run_id;
