-- one row per table: how many files of which a good part was deleted are written anew
call ducklake_rewrite_data_files('lake', delete_threshold => 0.3);
