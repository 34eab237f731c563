-- what of a document its source took when it was read
alter table ops.documents add column wanted_sha256 text;
