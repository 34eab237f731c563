-- the snapshot of this transaction says which run wrote it
call ducklake_set_commit_message('lake', $run_id, 'a batch of a run');
