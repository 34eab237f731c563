-- one row per source
create view source_mix as
select
  s.source_id,
  s.name as source,
  count(a.article_id) as articles,
  count(a.article_id) filter (a.is_copy) as copies,
  round(100 * count(a.article_id) filter (a.is_copy) / nullif(count(a.article_id), 0), 1) as copy_pct,
  coalesce(sum(a.quote_count), 0)::bigint as quotes,
  round(avg(a.quote_count), 2) as quotes_per_article,
  median(a.word_count)::integer as median_words,
  min(a.published_date) as first_date,
  max(a.published_date) as last_date,
from sources as s
left join articles as a using (source_id)
group by s.source_id, s.name;

comment on view source_mix is 'What each source brings: articles, copies, quotes.';
comment on column source_mix.source_id is 'Source: sources.source_id.';
comment on column source_mix.source is 'Name of the outlet.';
comment on column source_mix.articles is 'Articles.';
comment on column source_mix.copies is 'Articles that are copies of earlier ones.';
comment on column source_mix.copy_pct is 'Copies in per cent.';
comment on column source_mix.quotes is 'Quotes.';
comment on column source_mix.quotes_per_article is 'Quotes an article, on average.';
comment on column source_mix.median_words is 'Words of the middle article.';
comment on column source_mix.first_date is 'First day published.';
comment on column source_mix.last_date is 'Last day published.';
