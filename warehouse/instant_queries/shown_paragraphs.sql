-- one row per paragraph of $ids, in their order
select
  p.paragraph_id, p.text, a.published_date, a.source_id, s.name as source, p.kind, p.position, p.article_id, a.title, a.url, a.is_copy,
from paragraphs as p
join articles as a using (article_id)
left join sources as s using (source_id)
where p.paragraph_id in (select unnest($ids))
order by list_position($ids, p.paragraph_id);
