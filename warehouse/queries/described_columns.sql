-- one row per column of every table and view, with the comments of both
with relations as (
  select schema_name, table_name as name, 'table' as kind, comment, table_oid as made from duckdb_tables()
  union all
  select schema_name, view_name, 'view', comment, 0 from duckdb_views()
)
select
  if(c.schema_name = 'main', '', c.schema_name || '.') || r.name as "table", r.kind, r.comment as about, c.column_name as "column",
  c.data_type as type, c.comment,
from duckdb_columns() as c
join relations as r on r.schema_name = c.schema_name and r.name = c.table_name
where not c.internal and c.database_name = current_database() and c.schema_name in ('main', 'history', 'ops')
order by r.kind, array_position(['main', 'history', 'ops'], c.schema_name), r.made, r.name, c.column_index
