-- one row per quoted run of one article that nobody says
select paragraph_id, start_char, end_char,
from quoted_terms
where article_id = $id
order by paragraph_id, start_char;
