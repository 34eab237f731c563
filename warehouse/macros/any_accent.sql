-- a regular expression for folded words, each letter with or without accents; searches match it against the text as it is
-- Folding the text instead would make a search seven times slower: strip_accents() is dear, and runs on every row.
-- A mark may also stand behind its letter, as some pages have them. ß is SS in capitals, so either finds the other.
create macro any_accent(words) as
  replace(replace(array_to_string([coalesce(nullif(regexp_extract('
    [aà-åāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ] [bḃḅḇ] [cçćĉċčḉ] [dďđḋḍḏḑḓ] [eè-ëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ] [fḟ] [gĝğġģǧǵḡ] [hĥȟḣḥḧḩḫẖ]
    [iì-ïĩīĭįİıǐȉȋḭḯỉị] [jĵǰ] [kķǩḱḳḵ] [lĺļľłḷḹḻḽ] [mḿṁṃ] [nñńņňǹṅṇṉṋ] [oò-öøǿōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ] [pṕṗ] [rŕŗřȑȓṙṛṝṟ]
    [sśŝşšșṡṣṥṧṩẛ] [tţťțṫṭṯṱẗ] [uù-üũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự] [vṽṿ] [wŵẁẃẅẇẉẘ] [xẋẍ] [yýÿŷȳẏẙỳỵỷỹ] [zźżžẑẓẕ] [æǣǽ] [ʒǯ]
    [αάἀ-ἇὰ\x{1f71}ᾀ-ᾇᾰ-ᾴᾶᾷ] [εέἐ-ἕὲ\x{1f73}] [ηήἠ-ἧὴ\x{1f75}ᾐ-ᾗῂ-ῄῆῇ] [ιΐίϊἰ-ἷὶ\x{1f77}ῐ-ῗ] [οόὀ-ὅὸ\x{1f79}] [ρῤῥ] [υΰϋύὐ-ὗὺ\x{1f7b}ῠ-\x{1fe3}ῦῧ] [ωώὠ-ὧὼ\x{1f7d}ᾠ-ᾧῲ-ῴῶῷ]
    [аӑӓ] [гѓ] [еѐёӗ] [жӂӝ] [зӟ] [ийѝӣӥ] [кќ] [оӧ] [уўӯӱӳ] [чӵ] [ыӹ] [эӭ] [ії] [ѵѷ] [әӛ] [өӫ]
  ', '\[' || letter || '[^\]]*\]'), ''), letter) || '[\x{300}-\x{36f}]*'
  for letter in string_split(replace(words, 'ss', 'ß'), '')], ''), 'ß', '(?:ss|ß)'), ' [\x{300}-\x{36f}]*', word_gap() || '+');

comment on macro any_accent is 'any_accent(words): the regular expression that finds folded words with or without accents.';
