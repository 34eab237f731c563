-- one row per paragraph, quote or statement that a search's words rank: none here, those of the index in a copy that has one
create macro search_scores(terms) as table
select null::varchar as text_id, null::double as score,
where terms is null and terms is not null;

comment on macro table search_scores is 'search_scores(''words''): ids of paragraphs, quotes and statements with how well the words fit; no rows in a copy without an index.';
