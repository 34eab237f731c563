-- a quote that a later version of its article dropped or reworded
select h.quote_id, h.text as quote, h.version, h.removed_at, h.article_id, a.title, a.version as present_version, h.speaker_id, s.name as speaker,
from history.quotes as h
join articles as a using (article_id)
left join speakers as s using (speaker_id)
where h.quote_id = $id
order by h.version desc
limit 1;
