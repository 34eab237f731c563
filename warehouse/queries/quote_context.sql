-- the paragraphs around one quote, the quote between »…«
select position, is_quote_paragraph, text, from context($quote_id);
