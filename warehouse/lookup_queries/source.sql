-- one source with what it brings
select s.source_id, s.name as source, s.domain, s.kind, s.country, s.language, s.is_enabled,
  m.articles, m.copies, m.copy_pct, m.quotes, m.quotes_per_article, m.median_words, m.first_date, m.last_date,
from sources as s
left join (
  select source_id, count(*) as articles, count(*) filter (is_copy) as copies,
    round(100 * count(*) filter (is_copy) / count(*), 1) as copy_pct, sum(quote_count)::bigint as quotes,
    round(avg(quote_count), 2) as quotes_per_article, median(word_count)::integer as median_words,
    min(published_date) as first_date, max(published_date) as last_date,
  from articles
  where source_id = $id
  group by source_id
) as m using (source_id)
where s.source_id = $id;
