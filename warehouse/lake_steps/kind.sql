-- one row: what the connection's database is, duckdb or ducklake
select type,
from duckdb_databases()
where database_name = current_database();
