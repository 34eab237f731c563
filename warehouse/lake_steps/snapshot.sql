-- one row: the latest snapshot
select max(snapshot_id),
from ducklake_snapshots('lake');
