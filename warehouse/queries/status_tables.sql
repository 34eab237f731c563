-- one row per table of the present: how many rows it has
select 'articles' as "table", count(*) as row_count, from articles
union all
select 'paragraphs', count(*) from paragraphs
union all
select 'quotes', count(*) from quotes
union all
select 'statements', count(*) from statements
union all
select 'speakers', count(*) from speakers
union all
select 'sources', count(*) from sources;
