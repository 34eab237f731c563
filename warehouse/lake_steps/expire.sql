-- one row per snapshot that is given up, with which goes the way back to it
call ducklake_expire_snapshots('lake', older_than => now() - to_seconds($kept_seconds));
