-- one row per outlet that quotes one speaker, the one that does so most first
select a.source_id, s.name as source, count(*) as quotes, count(*) filter (a.is_copy) as in_copies,
  min(a.published_date) as first_date, max(a.published_date) as last_date,
from quotes as q
join articles as a using (article_id)
left join sources as s using (source_id)
where q.speaker_id = $id
group by a.source_id, s.name
order by quotes desc, source
limit 50;
