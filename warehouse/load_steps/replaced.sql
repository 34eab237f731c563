-- what this turn writes anew goes, and what depended on it is to be looked at again
insert into batch_keys
select content_key from articles
where content_key is not null
  and rowid in (select rowid from articles where article_id in (from batch_replaced))
union all
select content_key from articles
where content_key is not null
  and rowid in (select rowid from articles where is_copy and cluster_id in (from batch_replaced));

insert into batch_left_speakers
select speaker_id from quotes where rowid in (select rowid from quotes where article_id in (from batch_replaced))
union
select speaker_id from statements where rowid in (select rowid from statements where article_id in (from batch_replaced))
except
-- Most of them speak in the new version too.
(select speaker_id from batch_quotes union select speaker_id from batch_statements);

delete from articles where article_id in (from batch_replaced);
delete from paragraphs where article_id in (from batch_replaced);
delete from quotes where article_id in (from batch_replaced);
delete from statements where article_id in (from batch_replaced);
delete from quoted_terms where article_id in (from batch_replaced);
delete from links where article_id in (from batch_replaced);
delete from sketches where article_id in (from batch_replaced);
