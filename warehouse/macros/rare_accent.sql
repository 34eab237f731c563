-- the nth form with an accent that a rare letter has, small or capital, '' where there are fewer; there are six at most
create macro rare_accent(letter, n) as
  substr(
    case letter
      when 'b' then 'ḃḅḇḂḄḆ' when 'f' then 'ḟḞ' when 'j' then 'ĵǰĴ' when 'm' then 'ḿṁṃḾṀṂ' when 'p' then 'ṕṗṔṖ'
      when 'v' then 'ṽṿṼṾ' when 'x' then 'ẋẍẊẌ' else ''
    end,
    n, 1);

comment on macro rare_accent is 'rare_accent(letter, n): the nth form with an accent of a letter that hardly ever has one.';
