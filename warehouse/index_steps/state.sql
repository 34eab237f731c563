-- one row: how many paragraphs there are, and what changes with any text that an index holds (their ids are made of them)
select
  (select count(*) from paragraphs) as paragraph_count,
  md5(concat_ws(
    ' ',
    (select count(*) || ' ' || bit_xor(md5_number(paragraph_id)) from paragraphs),
    (select count(*) || ' ' || bit_xor(md5_number(quote_id)) from quotes),
    (select count(*) || ' ' || bit_xor(md5_number(statement_id)) from statements)
  )) as texts;
