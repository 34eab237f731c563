-- A quotation inside a quotation, by its own speaker; none in articles that were loaded before, until they change.
alter table quotes add column nested_in integer;
