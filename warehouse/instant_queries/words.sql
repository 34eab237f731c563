-- one row: the words of a search that must and that must not occur, folded, with a space where one has to begin or end
-- Of a script without spaces neither is known. $open says that the last word may go on, as one does that is being typed.
with written as (
  select unnest(wanted_words($terms)) as word, true as is_wanted, generate_subscripts(wanted_words($terms), 1) = len(wanted_words($terms)) as is_last
  union all
  select unnest(unwanted_words($terms)), false, false
),
folded as (
  select
    word_folded(word) as word,
    is_wanted,
    word_bound(word_folded(word), '') <> '' as is_apart,
    regexp_matches(word, '\*"?$') or ($open and is_last and not ends_with(word, '"')) as goes_on,
  from written
),
bounded as (
  select if(is_apart, ' ', '') || word || if(is_apart and not goes_on, ' ', '') as word, is_wanted
  from folded
  where word <> ''
)
select
  coalesce(list(distinct word) filter (is_wanted), []) as wanted,
  coalesce(list(distinct word) filter (not is_wanted), []) as unwanted,
from bounded
