-- one row per article, with the name of its outlet
create view v_articles as
select
  a.article_id, a.published_date, a.published_at, s.name as source, a.domain, a.title, a.authors, a.section, a.language,
  a.word_count, a.paragraph_count, a.quote_count, a.is_copy, a.cluster_id, a.version, a.url, a.first_seen_at, a.source_id,
  a.quality,
from articles as a
left join sources as s using (source_id);

comment on view v_articles is 'Every article with its outlet, without the text.';
comment on column v_articles.article_id is 'Article: articles.article_id.';
comment on column v_articles.published_date is 'Day of publication, in the page''s own zone.';
comment on column v_articles.published_at is 'UTC. NULL when the page gives only a date.';
comment on column v_articles.source is 'Name of the outlet.';
comment on column v_articles.domain is 'Host of the article without www.';
comment on column v_articles.title is 'Headline.';
comment on column v_articles.authors is 'Names from the byline, in printed order.';
comment on column v_articles.section is 'Section of the outlet.';
comment on column v_articles.language is 'ISO 639-1.';
comment on column v_articles.word_count is 'Words.';
comment on column v_articles.paragraph_count is 'Paragraphs.';
comment on column v_articles.quote_count is 'Quotes.';
comment on column v_articles.is_copy is 'Whether another article of the cluster was there first.';
comment on column v_articles.cluster_id is 'article_id of the earliest near-identical article.';
comment on column v_articles.version is 'Number of the version, from 1.';
comment on column v_articles.url is 'Canonical URL of the article.';
comment on column v_articles.first_seen_at is 'UTC. When the article was first read.';
comment on column v_articles.source_id is 'Source: sources.source_id.';
comment on column v_articles.quality is 'How sure it is that the text is the article, all of it and nothing else, 0..1.';
