-- one row per copy, with the article that was first
create view syndicated_copies as
select
  original.article_id as original_id,
  original.title as original_title,
  original.source_id as original_source,
  original.published_date as original_date,
  copy.article_id as copy_id,
  copy.title as copy_title,
  copy.source_id as copy_source,
  copy.published_date as copy_date,
  copy.published_date - original.published_date as days_later,
  copy.url as copy_url,
from articles as copy
join articles as original on original.article_id = copy.cluster_id
where copy.is_copy;

comment on view syndicated_copies is 'Who printed the same story after whom.';
comment on column syndicated_copies.original_id is 'The earliest article: articles.article_id.';
comment on column syndicated_copies.original_title is 'Its headline.';
comment on column syndicated_copies.original_source is 'Its source: sources.source_id.';
comment on column syndicated_copies.original_date is 'Its day of publication.';
comment on column syndicated_copies.copy_id is 'The copy: articles.article_id.';
comment on column syndicated_copies.copy_title is 'Its headline.';
comment on column syndicated_copies.copy_source is 'Its source: sources.source_id.';
comment on column syndicated_copies.copy_date is 'Its day of publication.';
comment on column syndicated_copies.days_later is 'Days between the two.';
comment on column syndicated_copies.copy_url is 'Canonical URL of the copy.';
