-- one row per table or view, with its columns; those outside main with their schema
select if("schema" = 'main', "table", "schema" || '.' || "table") as name, list("column") as columns,
from dictionary
group by "schema", "table"
order by "schema" <> 'main', name;
