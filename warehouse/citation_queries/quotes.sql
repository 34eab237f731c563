-- one row per quote of an article, in reading order
select quote, speaker, speaker_role, via,
from v_quotes
where article_id = $article_id and nested_in is null
order by position;
