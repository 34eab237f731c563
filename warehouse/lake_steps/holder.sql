-- one row, for Postgres: the program that has the lake's lock
select application_name
from pg_locks
join pg_stat_activity using (pid)
join pg_database on pg_locks.database = pg_database.oid
where locktype = 'advisory' and granted and pg_database.datname = current_database() and (classid, objid) = (0, 1886545267)
