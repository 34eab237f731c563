-- where the responses of the files that were written anew are now; NULL for those that are gone
update ops.fetches
set warc_file = m.file, warc_offset = m.offset, warc_length = m.length
from (
  select fetch_id, n.file, n."offset", n.length,
  from ops.fetches as f
  left join moved_records as n on n.old_file = f.warc_file and n.old_offset = f.warc_offset
  where f.warc_file in (select unnest($old_files::varchar[]))
) as m
where fetches.fetch_id = m.fetch_id;
