-- text as it is compared: lower case, no accents
create macro fold(txt) as strip_accents(lower(txt));

comment on macro fold is 'fold(text): lower case without accents, as names are compared.';
