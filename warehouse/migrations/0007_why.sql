-- The last of what 0006 brings: DuckDB takes no constraint on rows that the same transaction has updated.
alter table ops.frontier alter column why set not null;
