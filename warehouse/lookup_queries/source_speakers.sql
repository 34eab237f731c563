-- one row per speaker whom one source quotes most, copies left out
select q.speaker_id, s.name as speaker, count(*) as quotes,
from quotes as q
join articles as a using (article_id)
join speakers as s using (speaker_id)
where a.source_id = $id and not a.is_copy
group by q.speaker_id, s.name
order by quotes desc, speaker
limit 20;
