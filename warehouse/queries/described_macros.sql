-- one row per macro that has a comment
select function_name, comment,
from duckdb_functions()
where not internal and function_type in ('macro', 'table_macro') and comment is not null
group by all
order by function_name
