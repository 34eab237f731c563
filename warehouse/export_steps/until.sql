-- one row: when the latest run ended
select max(ended_at) as until,
from ops.runs;
