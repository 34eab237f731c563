"""Questions that people ask first, with the queries that answer them."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "Who is quoted most, and in how many outlets?": """\
select speaker, count(*) as quotes, count(distinct source_id) as outlets
from v_quotes
where speaker is not null and not is_copy
group by speaker
order by quotes desc, speaker
limit 20""",
    "Which quotes travelled furthest, and who printed them first?": """\
select quote, speaker, sources, first_source, first_date, last_date
from quotations
where stories > 1 and speaker is not null
order by sources desc, first_date, quote
limit 20""",
    "Which quotes were printed once and are gone?": """\
select speaker, quote, title, removed_at
from removed_quotes
order by removed_at desc, quote""",
    "How often does each outlet print what others wrote?": """\
select source, articles, copies, copy_pct, quotes_per_article
from source_mix
order by copies desc, source""",
    "How many quotes has nobody been found to have said?": """\
select source, count(*) as quotes, count(*) filter (where speaker is null) as unattributed,
  round(100 * unattributed / quotes, 1) as pct
from v_quotes
group by source
order by pct desc, source""",
}
