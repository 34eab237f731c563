-- How sure it is that what is stored is the article; NULL for those loaded before, until they are extracted again.
alter table articles add column quality float;
