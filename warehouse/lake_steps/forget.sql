-- what was deleted leaves the catalog and the files, and with it all earlier snapshots
call ducklake_flush_inlined_data('lake');
call ducklake_rewrite_data_files('lake', delete_threshold => 0);
call ducklake_expire_snapshots('lake', older_than => now());
call ducklake_cleanup_old_files('lake', cleanup_all => true);
call ducklake_delete_orphaned_files('lake', cleanup_all => true);
