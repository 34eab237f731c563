-- one row per article of synthetic_numbers, as warehouse/stage.py stages it
-- Ten paragraphs of three sentences each: three with a quote, one with a statement, one with a quoted term. One article of
-- twenty is a copy: it tells the story of a neighbour, to whom it owes all its text. A later version changes two paragraphs.
with numbered as (
  select
    number, version,
    if(hash(number, 'copy') % 20 = 0, number - 1 - (hash(number, 'of') % 40)::bigint, number) as story,
    timestamp '2021-01-01' + to_seconds(86400 * (number // 1000)) as day,
    day + to_seconds((hash(number, 'hour') % 86400)::bigint) as published_at,
    (hash(number, 'outlet') % 200)::integer as outlet,
  from synthetic_numbers
),
named as (
  select
    *,
    'a' || translate(substr(sha256('article' || number), 1, 12), '0189', 'ghij') as article_id,
    if(outlet = 0, 'northledger', 'outlet-' || outlet) || '.example' as domain,
    if(outlet = 0, 'north-ledger', 'outlet-' || outlet) as source_id,
    'https://www.' || domain || '/news/' || number as url,
  from numbered
),
placed as (
  select
    number, version, story, article_id, day, k,
    if(k in (3, 8), version, 1) as edition,
    k in (2, 5, 8) as is_quote,
    k = 4 as is_statement,
    k = 6 as is_term,
    -- A tenth of all quotes travel: they are the words of the day.
    if(
      is_quote and hash(story, k, edition, 'travels') % 10 = 0,
      hash(day, hash(story, k) % 60),
      hash(story, k, edition, 1)
    ) as first_pick,
    is_quote and hash(story, k, edition, 'travels') % 10 <> 0 as is_longer,
    hash(story, k, edition, 2) as second_pick,
    hash(story, k, edition, 3) as third_pick,
    -- Some people speak every day, most once a year.
    1 + floor(pow((hash(story, k, 'who') % 100000)::double / 100000, 3) * getvariable('speaker_count'))::integer as speaker_nth,
  from named, range(1, 11) as parts(k)
),
worded as (
  select
    p.*,
    s1.text || if(is_longer, ', ' || s2.text, '') as said,
    s2.text || '. ' || s3.text || '.' as rest,
    w.name as speaker,
    w.kind as speaker_kind,
    'p' || translate(substr(sha256(article_id || ' ' || k || ' ' || edition), 1, 12), '0189', 'ghij') as paragraph_id,
  from placed as p
  join synthetic_sentences as s1 on s1.nth = first_pick % getvariable('sentence_count')
  join synthetic_sentences as s2 on s2.nth = second_pick % getvariable('sentence_count')
  join synthetic_sentences as s3 on s3.nth = third_pick % getvariable('sentence_count')
  join synthetic_speakers as w on w.nth = speaker_nth
),
written as (
  select
    *,
    case
      when is_quote then '“' || said || ',” said ' || speaker || '. ' || rest
      when is_statement then speaker || ' said that ' || lower(said) || '. ' || rest
      when is_term then 'The ‘' || split_part(said, ' ', 1) || '’ was opened. ' || rest
      else said || '. ' || rest
    end as text,
    len(string_split(text, ' ')) as word_count,
  from worded
),
offset_by as (
  select
    *,
    (coalesce(sum(length(text) + 2) over (partition by number order by k rows between unbounded preceding and 1 preceding), 0))::integer
      as start_char,
    -- Where the speaker is named, in the paragraph.
    case when is_quote then length(said) + 9 when is_statement then 0 end as named_at,
    sum(is_quote::integer) over (partition by number order by k) as quote_position,
  from written
),
parts as (
  select
    number,
    string_agg(text, chr(10) || chr(10) order by k) as text,
    list({
      paragraph_id: paragraph_id, position: k::integer, kind: if(k = 1, 'standfirst', 'text'), text: text,
      word_count: word_count::integer, start_char: start_char, end_char: (start_char + length(text))::integer,
    } order by k) as paragraphs,
    list({
      paragraph_id: paragraph_id, position: quote_position::integer, kind: 'direct', text: said || ',',
      word_count: len(string_split(said, ' '))::integer, start_char: 1::integer, end_char: (length(said) + 2)::integer,
      speaker_id: 's' || translate(substr(sha256(speaker), 1, 12), '0189', 'ghij'), speaker_text: speaker,
      speaker_start_char: (start_char + named_at)::integer, speaker_end_char: (start_char + named_at + length(speaker))::integer,
      speaker_role: null::varchar, cue: 'said', via: null::varchar, method: 'explicit', confidence: 0.9::float,
      quote_id: 'q' || substr(paragraph_id, 2), chain: quote_position::integer, nested_in: null::integer,
    } order by k) filter (is_quote) as quotes,
    list({
      paragraph_id: paragraph_id, position: 1::integer, kind: 'indirect', text: lower(said),
      word_count: len(string_split(said, ' '))::integer,
      start_char: (length(speaker) + 11)::integer, end_char: (length(speaker) + 11 + length(said))::integer,
      speaker_id: 's' || translate(substr(sha256(speaker), 1, 12), '0189', 'ghij'), speaker_text: speaker,
      speaker_start_char: (start_char + named_at)::integer, speaker_end_char: (start_char + named_at + length(speaker))::integer,
      speaker_role: null::varchar, cue: 'said', via: null::varchar, method: 'explicit', confidence: 0.8::float,
      statement_id: 't' || substr(paragraph_id, 2),
    }) filter (is_statement) as statements,
    list({
      paragraph_id: paragraph_id, text: split_part(said, ' ', 1), start_char: 5::integer,
      end_char: (5 + length(split_part(said, ' ', 1)))::integer,
    }) filter (is_term) as quoted_terms,
    list(distinct {
      speaker_id: 's' || translate(substr(sha256(speaker), 1, 12), '0189', 'ghij'),
      name: speaker, kind: speaker_kind, aliases: [speaker],
    }) filter (is_quote or is_statement) as speakers,
    sum(word_count)::integer as word_count,
  from offset_by
  group by number
)
select
  (row_number() over (order by n.published_at, n.number))::integer as reading,
  'file:///pages/' || n.number || '.html' as entry_url,
  n.url as claimed_url,
  n.source_id,
  n.published_at + to_hours(n.version) as read_at,
  20::integer as duration_ms,
  80000::integer as bytes,
  '80000-' || n.version as etag,
  null::varchar as reason,
  null::varchar as message,
  null::varchar as page_key,
  null::timestamp as next_check_at,
  null::struct(
    http_status smallint, final_url varchar, hops varchar[], attempts smallint, etag varchar, last_modified varchar,
    content_sha256 varchar, warc_file varchar, warc_offset bigint, warc_length bigint, blocked_by varchar
  ) as exchange,
  null::varchar as rebuilds,
  n.article_id,
  n.url,
  n.domain,
  n.domain || '/news/' || n.number as url_key,
  'The ' || n.source_id as site_name,
  s.text as title,
  ['Ivo Brandt'] as authors,
  n.published_at::date as published_date,
  n.published_at,
  'json-ld' as date_source,
  if(n.version > 1, n.published_at + to_hours(n.version), null) as modified_at,
  'en' as language,
  'news' as section,
  []::varchar[] as tags,
  null::varchar as summary,
  p.text,
  p.word_count,
  sha256(p.text) as text_sha256,
  sha256(n.story || ' ' || n.version) as content_key,
  {
    wording: [(hash(xor(hash(n.story, n.version, 'wording'), nth::ubigint)) % 65536)::usmallint for nth in range(128)],
    facts: [(hash(xor(hash(n.story, n.version, 'facts'), nth::ubigint)) % 65536)::usmallint for nth in range(128)],
    wording_count: 360::integer,
    fact_count: 110::integer,
  } as sketch,
  'trafilatura 2.3.1' as extractor,
  sha256('extract' || p.text) as extract_sha256,
  0.9::float as quality,
  []::varchar[] as opt_outs,
  false as is_ai_opt_out,
  false as is_tdm_opt_out,
  null::varchar as license_url,
  '{"licence": "CC BY 4.0"}' as extra,
  p.paragraphs,
  p.quotes,
  p.statements,
  p.quoted_terms,
  [
    {
      position: 1::integer, url: 'https://www.' || n.domain || '/news/' || (n.number - 1 - (hash(n.number, 'link') % 1000)::bigint),
      domain: n.domain, anchor: 'earlier', is_internal: true,
    },
    {
      position: 2::integer, url: 'https://elsewhere.example/' || (hash(n.number, 'away') % 10000), domain: 'elsewhere.example',
      anchor: 'more', is_internal: false,
    },
  ] as links,
  p.speakers,
from named as n
join parts as p using (number)
join synthetic_sentences as s on s.nth = hash(n.story, 'title') % getvariable('sentence_count')
order by reading
