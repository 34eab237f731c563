-- what this turn writes anew goes, and what depended on it is to be looked at again
insert into batch_keys
select content_key from articles
where content_key is not null
  and (article_id in (select article_id from batch_articles) or cluster_id in (select article_id from batch_articles));

insert into batch_left_speakers
select speaker_id from quotes where article_id in (select article_id from batch_articles)
union
select speaker_id from statements where article_id in (select article_id from batch_articles);

delete from articles where article_id in (select article_id from batch_articles);
delete from paragraphs where article_id in (select article_id from batch_articles);
delete from quotes where article_id in (select article_id from batch_articles);
delete from statements where article_id in (select article_id from batch_articles);
delete from quoted_terms where article_id in (select article_id from batch_articles);
delete from links where article_id in (select article_id from batch_articles);
delete from sketches where article_id in (select article_id from batch_articles);
