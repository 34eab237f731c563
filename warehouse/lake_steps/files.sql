-- one row: the folder or bucket of the lake's files
select data_path,
from ducklake_settings('lake');
