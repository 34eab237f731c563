-- one row per column of every table and view
create view dictionary as
select
  c.schema_name as schema,
  c.table_name as table,
  c.column_name as column,
  c.data_type as type,
  c.is_nullable,
  c.comment,
from duckdb_columns() as c
where not c.internal and c.database_name = current_database() and c.schema_name in ('main', 'ops', 'history')
order by c.schema_name, c.table_name, c.column_index;

comment on view dictionary is 'The data dictionary: what every column holds.';
comment on column dictionary."schema" is 'main, history or ops.';
comment on column dictionary."table" is 'Table or view.';
comment on column dictionary."column" is 'Column.';
comment on column dictionary.type is 'Its type.';
comment on column dictionary.is_nullable is 'Whether it may be NULL.';
comment on column dictionary.comment is 'What it holds.';
