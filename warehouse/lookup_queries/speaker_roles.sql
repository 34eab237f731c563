-- one row per role under which one speaker is quoted or reported, the most frequent first
with named as (
  select speaker_role, article_id, from quotes where speaker_id = $id and speaker_role is not null
  union all
  select speaker_role, article_id, from statements where speaker_id = $id and speaker_role is not null
)
select arg_min(speaker_role, speaker_role) as role, count(distinct article_id) as articles,
from named
group by lower(speaker_role)
order by articles desc, role
limit 12;
