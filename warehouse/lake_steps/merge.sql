-- one row per table: how many small files became how many larger ones
call ducklake_merge_adjacent_files('lake');
