-- one row per wording that one version of one article quoted; of those that are gone, by the text that it had
with kept as (
  select text, quote_key, speaker_id, from quotes where article_id = $id
  union all
  select text, quote_key, speaker_id, from history.quotes where article_id = $id and version >= $version
)
select max(s.name) as speaker, min(kept.text) as quote, kept.quote_key,
from kept
left join speakers as s using (speaker_id)
where contains($text, kept.text)
group by kept.quote_key
order by quote;
