-- one row per first article of a fresh wording and other article of its week that tells the same story
--
-- The week: a wire story is printed within days, a weekly prints it in the week after. So however large the warehouse,
-- a batch of news meets only the news around it, and the sketches, loaded by day, are read only there.
--
-- The numbers of shared shingles are estimated from the sketches: of two sets with a Jaccard similarity of e / 128, the
-- part that is in both is e / (128 + e) of the two numbers together. To tell the same story, two articles must share
-- - 0.7 of the shorter one's shingles around names and numbers: what two pages of one form do not share,
-- - 0.6 of all its shingles: each site cuts the end and adds lines of its own, but a common agency note is not enough,
-- - and a quarter of all there are: a brief in a round-up of the week does not make the round-up a copy.
-- Pages of one site must share 0.9 of the longer one's shingles of both kinds: an outlet fills its own form day by day
-- and repeats its credits on every page, and prints a story twice only where it is one page under two addresses.
create or replace temp table batch_compared as
-- Not materialized: a batch of many years reads the sketches of them all, more than there is memory. Rows are numbers and
-- keys are numbers in the one large join: 128 keys an article, half the time of a join by name, value and place.
with week as not materialized (
  select rowid as row, article_id, compared_on, wording, facts, wording_count, fact_count,
  from sketches
  where compared_on between getvariable('compared_from') and getvariable('compared_to')
),
fresh as not materialized (
  from week
  where article_id in (select place.article_id from batch_fresh)
),
met as (
  select f.row, n.row as other_row, count(*) as equal_facts,
  from (select row, compared_on, unnest(facts)::integer * 128 + unnest(range(128)::integer[]) as key, from fresh) as f
  join (select row, compared_on, unnest(facts)::integer * 128 + unnest(range(128)::integer[]) as key, from week) as n using (key)
  where f.row <> n.row and n.compared_on between f.compared_on - 7 and f.compared_on + 7
  group by all
  -- Fewer cannot be 0.7 of the shorter one's where that one has a quarter of all.
  having equal_facts >= 20
),
compared as (
  select
    f.article_id,
    n.article_id as other_id,
    len(list_filter(list_zip(f.wording, n.wording), lambda pair: pair[1] = pair[2])) as equal_wording,
    equal_wording / (128 + equal_wording) * (f.wording_count + n.wording_count) as shared_wording,
    m.equal_facts / (128 + m.equal_facts) * (f.fact_count + n.fact_count) as shared_facts,
    least(f.wording_count, n.wording_count) as shorter_wording,
    least(f.fact_count, n.fact_count) as shorter_facts,
    greatest(f.wording_count, n.wording_count) as longer_wording,
    greatest(f.fact_count, n.fact_count) as longer_facts,
  from met as m
  join fresh as f on f.row = m.row
  join week as n on n.row = m.other_row
)
from compared;

create or replace temp table batch_met as
from batch_places
where row in (
  select row from batch_places
  where article_id in (select article_id from batch_compared union all select other_id from batch_compared)
);

insert into batch_resembling
select
  a.place,
  o.place as other_place,
  o.content_key as other_key,
  o.is_copy as is_other_copy,
from batch_compared as c
join batch_met as a on a.article_id = c.article_id
join batch_met as o on o.article_id = c.other_id
where if(
  a.domain = o.domain,
  c.shared_wording >= 0.9 * c.longer_wording and c.shared_facts >= 0.9 * c.longer_facts,
  c.shared_wording >= 0.6 * c.shorter_wording and c.shared_facts >= 0.7 * c.shorter_facts and c.equal_wording >= 32
);

-- What a fresh wording may come to lead, or has led, is open too: what resembles it and is later, and its followers.
insert into batch_keys
select other_key
from batch_resembling
where other_place > place and place in (select place from batch_fresh)
union
select content_key
from batch_places
where row in (select row from batch_places where is_copy and cluster_id in (select article_id from batch_printed))
except
select content_key from batch_wordings;
