-- one row per column of every table that holds what a warehouse knows, in the tables' order
-- meta says of the file how its views are made, and belongs to no other file.
select if(schema_name = 'main', table_name, schema_name || '.' || table_name) as name, column_name, data_type,
from duckdb_columns()
join (select schema_name, table_name from duckdb_tables() where database_name = current_database()) using (schema_name, table_name)
where database_name = current_database()
  and not internal
  and schema_name in ('main', 'history', 'ops')
  and table_name <> 'meta'
order by schema_name <> 'main', name, column_index;
