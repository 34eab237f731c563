-- a regular expression for folded words, each letter with or without accents; searches match it against the text as it is
-- Folding the text instead would make a search seven times slower: strip_accents() is dear, and runs on every row.
-- A mark may also stand behind its letter, as some pages have them. ß is SS in capitals, so either finds the other.
create macro any_accent(words) as
  replace(replace(array_to_string([coalesce(nullif(regexp_extract('
    [aà-åāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ] [bḃḅḇ] [cçćĉċčḉ] [dďđḋḍḏḑḓ] [eè-ëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ] [fḟ] [gĝğġģǧǵḡ] [hĥȟḣḥḧḩḫẖ]
    [iì-ïĩīĭįıǐȉȋḭḯỉị] [jĵǰ] [kķǩḱḳḵ] [lĺļľłḷḹḻḽ] [mḿṁṃ] [nñńņňǹṅṇṉṋ] [oò-öøōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ] [pṕṗ] [rŕŗřȑȓṙṛṝṟ]
    [sśŝşšșṡṣṥṧṩ] [tţťțṫṭṯṱẗ] [uù-üũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự] [vṽṿ] [wŵẁẃẅẇẉẘ] [xẋẍ] [yýÿŷȳẏẙỳỵỷỹ] [zźżžẑẓẕ]
    [αάἀ-ἇὰάᾀ-ᾇᾰ-ᾴᾶᾷ] [εέἐ-ἕὲέ] [ηήἠ-ἧὴήᾐ-ᾗῂ-ῄῆῇ] [ιΐίϊἰ-ἷὶίιῐ-ΐῖῗ] [οόὀ-ὅὸό] [ρῤῥ] [υΰϋύὐ-ὗὺύῠ-ΰῦῧ] [ωώὠ-ὧὼώᾠ-ᾧῲ-ῴῶῷ]
    [аӑӓ] [гѓ] [еѐёӗ] [жӂӝ] [зӟ] [ийѝӣӥ] [кќ] [оӧ] [уўӯӱӳ] [чӵ] [ыӹ] [эӭ] [ії]
  ', '\[' || letter || '[^\]]*\]'), ''), letter) || '[\x{300}-\x{36f}]*'
  for letter in string_split(replace(words, 'ss', 'ß'), '')], ''), 'ß', '(?:ss|ß)'), ' [\x{300}-\x{36f}]*', word_gap() || '+');

comment on macro any_accent is 'any_accent(words): the regular expression that finds folded words with or without accents.';
