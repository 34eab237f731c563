-- one row per column of a table or view, with what both hold
with about as (
  select schema_name as "schema", table_name as "table", comment from duckdb_tables() where not internal
  union all
  select schema_name, view_name, comment from duckdb_views() where not internal
)
select if(d.schema = 'main', d.table, d.schema || '.' || d.table) as "table", about.comment as about, d.column, d.type, d.comment,
from dictionary as d
left join about on about.schema = d.schema and about.table = d.table
order by d.schema <> 'main', d.schema, not starts_with(d.table, 'v_'), d.table;
