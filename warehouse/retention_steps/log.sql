-- what the log held before a time and nothing asks for any more
-- A reading that made a version of an article stays, as the ledger counts it; so does the latest of each outcome of an
-- address, by which a page is known again, is in quarantine or not, and is found in the archive. So what stays grows with
-- what was read, and not with time.
delete from ops.fetches
where fetched_at < getvariable('before')
  and outcome not in ('new', 'updated')
  and rowid not in (
    select max(rowid)
    from ops.fetches
    group by url, kind, source_id, article_id, outcome, warc_file is null
  );

delete from ops.loads where loaded_at < getvariable('before') and articles = 0;

-- What was forgotten or imported is asked for by exports, as long as one may be older.
delete from ops.runs
where ended_at < getvariable('before')
  and flow not in ('forget', 'import')
  and run_id not in (
    select run_id from articles
    union
    select run_id from history.articles
    union
    select run_id from history.quotes
    union
    select run_id from history.statements
    union
    select run_id from ops.fetches
    union
    select run_id from ops.loads
    union
    select run_id from ops.tombstones
  );
