-- when a run that is under way, or died, last loaded a batch
alter table ops.runs add column heartbeat_at timestamp;
