-- articles that were made again and came out as they were: what made them is told, nothing else
update articles
set extractor = r.extractor, run_id = getvariable('run_id')
from batch_readings as r
join batch_outcomes as o using (reading)
where articles.article_id = r.rebuilds and o.outcome = 'unchanged' and o.turn = getvariable('turn');
