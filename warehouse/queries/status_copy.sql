-- one row: the file that is being read
select
  path,
from duckdb_databases()
where database_name = current_database();
