-- one row per file that the catalog does not know, since the program that wrote it died before it said so
call ducklake_delete_orphaned_files('lake', older_than => now() - to_seconds($grace_seconds));
