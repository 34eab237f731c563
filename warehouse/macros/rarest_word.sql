-- the longest word of a search that has a rare letter, '' where none has
create macro rarest_word(terms) as
  coalesce(list_max([{letters: length(word), word: word} for word in wanted_words(terms) if rare_letter(word) <> '']).word, '');

comment on macro rarest_word is 'rarest_word(terms): the word by which a search leaves out the most texts at once.';
