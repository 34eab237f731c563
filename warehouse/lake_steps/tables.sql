-- one row per table of the lake, as SQL names it
select format('"{}"."{}"', schema_name, table_name) as name,
from duckdb_tables()
where database_name = current_database()
order by name;
