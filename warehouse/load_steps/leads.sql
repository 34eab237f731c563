-- a round of decisions, one row per wording: those before which nothing that they resemble is undecided
with earlier as (
  select
    r.place, r.other_place,
    if(e.content_key is null, not r.is_other_copy, e.lead_id = e.place.article_id) as is_lead,
    e.content_key is not null and e.lead_id is null as is_undecided,
  from batch_resembling as r
  left join batch_wordings as e on e.content_key = r.other_key
  -- The later articles of an open wording go where its first one goes.
  where r.other_place < r.place and (e.content_key is null or e.place = r.other_place)
),
decided as (
  select
    w.content_key,
    min(e.other_place) filter (e.is_lead) as first_lead,
    min(e.other_place) filter (e.is_undecided) as first_undecided,
  from batch_wordings as w
  left join earlier as e on e.place = w.place
  where w.lead_id is null
  group by w.content_key
  having first_undecided is null or first_lead < first_undecided
)
update batch_wordings
set lead_id = coalesce(decided.first_lead.article_id, place.article_id)
from decided
where batch_wordings.content_key = decided.content_key;
