-- a regular expression for where a word begins or ends; nothing in scripts that put no space between words
create macro word_bound(words, edge) as
  case
    when regexp_matches(words, '[\x{e00}-\x{eff}\x{1000}-\x{109f}\x{1780}-\x{17ff}\x{3005}-\x{30ff}\x{3400}-\x{9fff}\x{f900}-\x{faff}]') then ''
    else '(?:' || edge || '|' || word_gap() || ')'
  end;

comment on macro word_bound is 'word_bound(words, edge): the regular expression that stands around whole words, nothing in scripts without spaces.';
