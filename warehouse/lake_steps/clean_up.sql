-- one row per file that no snapshot has had for so long that no reader has it open
call ducklake_cleanup_old_files('lake', older_than => now() - to_seconds($grace_seconds));
