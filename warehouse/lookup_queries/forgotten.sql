-- how much was forgotten on demand, and when last; which pages it were is known by the keys of their addresses alone
select count(*) as forgotten, max(forgotten_at) as last_at, from ops.tombstones;
