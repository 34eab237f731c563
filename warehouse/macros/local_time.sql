-- a UTC time as a clock in the zone shows it
create macro local_time(utc, zone) as timezone(zone, timezone('UTC', utc));

comment on macro local_time is 'local_time(published_at, ''Europe/Berlin''): a UTC time as a clock in that zone shows it.';
