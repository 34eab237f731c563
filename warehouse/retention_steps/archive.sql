-- nothing names the left files of the archive any more, and no page is known by a body that only they hold
-- The digest of a page's body lets the archive write the same body as a reference to the earlier record.
update ops.frontier
set content_sha256 = null
where (url, content_sha256) in (
  select (url, content_sha256)
  from ops.fetches
  where warc_file in (select unnest(getvariable('left_files')::varchar[])) and content_sha256 is not null
);

update ops.fetches
set warc_file = null, warc_offset = null, warc_length = null
where warc_file in (select unnest(getvariable('left_files')::varchar[]));
