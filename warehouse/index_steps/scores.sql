-- one row per paragraph, quote or statement with any of a search's words: Okapi BM25 with k1 = 1.2 and b = 0.75
-- A word that stands behind more texts weighs less; its second mention counts half, and all count less in a long text.
create or replace macro search_scores(terms) as table
with
  wanted as (
    select unnest(string_split(word_folded(word), ' ')) as term, regexp_matches(word, '\*"?$') as is_beginning,
    from (select unnest(wanted_words(terms)) as word)
  ),
  known as (
    select distinct d.termid, d.df,
    from fts_main_search_texts.dict as d
    join wanted as w on d.term = w.term or (w.is_beginning and starts_with(d.term, w.term))
    where w.term <> ''
  ),
  counted as (
    select docid, termid, count(*) as tf,
    from fts_main_search_texts.terms
    where termid in (select termid from known)
    group by docid, termid
  )
select
  docs.name as text_id,
  sum(ln((s.num_docs - k.df + 0.5) / (k.df + 0.5) + 1) * c.tf * 2.2 / (c.tf + 1.2 * (0.25 + 0.75 * docs.len / s.avgdl))) as score,
from counted as c
join known as k using (termid)
join fts_main_search_texts.docs as docs using (docid)
cross join fts_main_search_texts.stats as s
group by docs.name;

comment on macro table search_scores is 'search_scores(''words''): ids of paragraphs, quotes and statements with how well the words fit (BM25).';
