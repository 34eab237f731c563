"""Who said what, where and when: the quotes of a warehouse, to look at, to search and to ask further.

marimo run notebooks/quotes.py      an app in the browser
marimo edit notebooks/quotes.py     the same with its queries, to change
python notebooks/quotes.py          the answers in short, in the terminal
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Who said what")

with app.setup(hide_code=True):
    import html
    import re
    import sys
    from datetime import date

    import altair as alt
    import duckdb
    import marimo as mo
    import polars as pl

    from flows.errors import FlowError
    from flows.settings import load_settings
    from flows.shipped import place_to_read
    from warehouse.errors import WarehouseError
    from warehouse.query import connect

    GOLD, GREEN, RED = "#c9a227", "#4c8c6b", "#b5533c"  # readable on white and on black


@app.function(hide_code=True)
def table(rows: pl.DataFrame, wrapped: tuple[str, ...], **options):
    """The rows as a table to sort, search and download. Long texts are cut to the eye, and whole in files."""

    def shown(text: str | None) -> str | None:
        return text if text is None or len(text) <= 300 else f"{text[:300]} …"

    return mo.ui.table(
        rows,
        wrapped_columns=list(wrapped),
        format_mapping=dict.fromkeys(wrapped, shown),
        show_column_summaries=False,
        show_data_types=False,
        **options,
    )


@app.function(hide_code=True)
def chart(rows: pl.DataFrame, title: str) -> alt.Chart:
    """A chart of the rows, as wide as the page, to be read by day and by night."""
    axes = alt.Config(
        axis=alt.AxisConfig(gridOpacity=0.25), axisTemporal=alt.AxisConfig(format="%-d %b %Y", labelOverlap=True)
    )
    heading = alt.Title(title, anchor="start")
    return alt.Chart(rows, title=heading, width="container", background="transparent", config=axes)


@app.cell(hide_code=True)
def introduction():
    mo.md("""
    # Who said what

    Every quote that presslake found in your articles: in which words, by whom, where it was printed, and when. An
    article that nearly repeats an earlier one of another source is a *copy*; where copies count, it says so.
    """)
    return


@app.cell
def opening():
    # The newest published copy, which stays as it is while runs write: start the notebook again for what they loaded.
    try:
        published = load_settings().published
        with mo.status.spinner("Opening the articles …"):  # those that ship are loaded first, in some seconds
            place = place_to_read(load_settings())
        lake = connect(place)
    except (FlowError, WarehouseError) as error:
        mo.stop(mo.app_meta().mode != "script", mo.callout(f"There is nothing to read. {error}", kind="danger"))
        sys.exit(f"presslake: {error}")

    _invented = f"""These articles are invented and ship with presslake: nothing is published at `{published}` yet.
    `presslake run` or `presslake add FOLDER` loads yours; then start this notebook again."""
    mo.callout(mo.md(_invented), kind="warn") if place != published else None
    return (lake,)


@app.cell
def figures(lake):
    def ask(sql: str, **values: object) -> pl.DataFrame:
        """The rows that a query gives. Values go in by their names, as $name, and never into its text."""
        return lake.sql(sql, params=values).pl() if values else lake.sql(sql).pl()

    totals = ask("""
        select
          count(*) as quotes,
          count(*) filter (is_copy) as in_copies,
          count(*) filter (speaker_id is null) as unattributed,
          count(distinct speaker_id) as speakers,
          (select count(*) from articles) as articles,
          min(published_date) as first_date,
          max(published_date) as last_date,
        from v_quotes
    """).row(0, named=True)
    if not totals["quotes"]:
        _none = "There are no quotes yet: presslake add FOLDER loads articles, presslake status says what went wrong."
        print(_none) if mo.app_meta().mode == "script" else None
        mo.stop(True, mo.callout(_none))
    mo.hstack(
        [
            mo.stat(f"{totals['quotes']:,}", "quotes", f"{totals['in_copies']:,} of them in copies", bordered=True),
            mo.stat(f"{totals['articles']:,}", "articles", bordered=True),
            mo.stat(f"{totals['speakers']:,}", "speakers", bordered=True),
            mo.stat(f"{totals['unattributed'] / totals['quotes']:.0%}", "of quotes name no speaker", bordered=True),
        ],
        widths="equal",
        wrap=True,
    )
    return ask, totals


@app.cell(hide_code=True)
def search_heading():
    mo.md("""
    ## Search

    All words must occur, in any case, with or without accents: `river minutes`, `"dry kitchens"`, `sail*`, `-strike`.
    Confidence is how likely the right speaker was found: of quotes at 0.9 about nine in ten name the right person.
    Quotes without a date are found as long as all days are chosen.
    """)
    return


@app.cell
def filters(ask, totals):
    words = mo.ui.text(label="Words", placeholder="all quotes", debounce=300)
    speaker = mo.ui.text(label="Speaker", placeholder="part of a name", debounce=300)
    sources = mo.ui.multiselect(ask("select name from sources order by name")["name"].to_list(), label="Sources")
    all_days = (totals["first_date"] or date.today(), totals["last_date"] or date.today())
    days = mo.ui.date_range(*all_days, value=all_days, label="Days")
    confidence = mo.ui.slider(0, 1, 0.05, value=0, label="Confidence from", show_value=True)
    copies = mo.ui.checkbox(label="Copies too")
    mo.hstack([words, speaker, sources, days, confidence, copies], justify="start", align="end", wrap=True)
    return all_days, confidence, copies, days, sources, speaker, words


@app.cell
def filters_chosen(all_days, confidence, copies, days, sources, speaker, words):
    wanted = {
        "words": words.value,
        "speaker": speaker.value,
        "sources": sources.value or None,
        "all_days": days.value == all_days,
        "since": days.value[0],
        "until": days.value[1],
        "confidence": confidence.value,
        "copies": copies.value,
    }
    return (wanted,)


@app.cell
def searching(ask, wanted):
    _search = """
        select
          published_date as day, speaker, quote, source, round(confidence::double, 2) as confidence,
          title, url, quote_id,
        from search_quotes($words)
        where ($speaker = '' or quote_id in (select quote_id from quotes_by($speaker)))
          and ($sources is null or list_contains($sources::varchar[], source))
          and ($all_days or published_date between $since and $until)
          and confidence >= $confidence
          and ($copies or not is_copy)
        limit 1000
    """
    try:
        found = ask(_search, **wanted)
    except duckdb.InvalidInputException as error:
        mo.stop(True, mo.callout(f"That cannot be searched for: {error}", kind="warn"))
    results = table(
        found,
        selection="single",
        initial_selection=[0] if len(found) else None,
        hidden_columns=["quote_id"],
        wrapped=("quote", "title"),
        column_widths={"quote": 300, "title": 200},
        label=f"{len(found):,} quotes" + (", the first of more" if len(found) == 1000 else ""),
    )
    _nothing = mo.callout("No quote is like that. Take a filter away, or search for how a word begins: riv*")
    results if len(found) else _nothing
    return found, results


@app.cell(hide_code=True)
def context_heading():
    mo.md("""
    ### In its context

    Tick a quote above. It is marked, the words that name its speaker are bold, the reporting word is underlined.
    """)
    return


@app.cell
def quote_in_context(ask, results):
    mo.stop(not len(results.value))
    quote = ask(
        """
        select
          c.before, c.paragraph, c.after, c.start_char, c.end_char, v.speaker, v.cue, v.method, v.confidence, v.source,
          coalesce(v.published_date::varchar, 'no date') as day, coalesce(v.title, v.url) as title, v.url,
          q.speaker_start_char - p.start_char as speaker_start, q.speaker_end_char - p.start_char as speaker_end,
        from v_quotes as v
        join quote_context as c using (quote_id)
        join quotes as q using (quote_id)
        join paragraphs as p on p.paragraph_id = q.paragraph_id and p.article_id = q.article_id
        where v.quote_id = $quote_id
        """,
        quote_id=results.value["quote_id"][0],
    ).row(0, named=True)
    return (quote,)


@app.cell(hide_code=True)
def context_shown(quote):
    def marked(text: str, spans: list[tuple[int, int, str]]) -> str:
        """The text as HTML, escaped, with an element around each span that lies in it."""
        shown, at = "", 0
        for start, end, element in sorted(spans):
            if at <= start < end <= len(text):
                shown += f"{html.escape(text[at:start])}<{element}>{html.escape(text[start:end])}</{element}>"
                at = end
        return shown + html.escape(text[at:])

    _start, _end = quote["start_char"], quote["end_char"]
    _spans = [(_start, _end, "mark")]
    if quote["speaker_start"] is not None:  # may lie in another paragraph
        _spans.append((quote["speaker_start"], quote["speaker_end"], "strong"))
    # The warehouse keeps the reporting word, not its place: it is the one nearest to the quote.
    _cues = [cue.span() for cue in re.finditer(rf"\b{re.escape(quote['cue'] or '')}\b", quote["paragraph"])]
    _cues = [cue for cue in _cues if quote["cue"] and (cue[1] <= _start or cue[0] >= _end)]
    if _cues:
        _spans.append((*min(_cues, key=lambda cue: max(_start - cue[1], cue[0] - _end)), "u"))

    _shown = {name: html.escape(str(value or "")) for name, value in quote.items()}
    mo.Html(f"""
    <div dir="auto" style="border-left: 3px solid {GOLD}; padding-left: 1rem; max-width: 42rem; line-height: 1.6">
    <style>mark {{ background: {GOLD}55; color: inherit }} p a {{ text-decoration: underline }}</style>
    <p style="opacity: .75">{_shown["before"]}</p>
    <p>{marked(quote["paragraph"], _spans)}</p>
    <p style="opacity: .75">{_shown["after"]}</p>
    <p><b>{_shown["speaker"] or "Nobody named"}</b> ({_shown["method"]}, confidence {quote["confidence"]:.2f})<br>
    <a href="{_shown["url"]}">{_shown["title"]}</a>, {_shown["source"]}, {_shown["day"]}</p></div>
    """)
    return


@app.cell(hide_code=True)
def time_heading():
    mo.md("""
    ## Who is quoted when

    Copies and quotes without a date are left out. A speaker is a name: two people of one name are one row here.
    """)
    return


@app.cell
def speakers_and_grain(ask, totals):
    most_quoted = ask("""
        select speaker, count(*) as quotes, count(distinct source_id) as sources,
        from v_quotes
        where speaker is not null and not is_copy
        group by speaker
        order by quotes desc, speaker
        limit 200
    """)
    names = most_quoted["speaker"].to_list()
    shown = mo.ui.multiselect(names, value=names[:8], label="Speakers", full_width=True)
    is_long = totals["first_date"] and (totals["last_date"] - totals["first_date"]).days > 366
    grain = mo.ui.dropdown(["day", "week", "month", "year"], value="month" if is_long else "week", label="by")
    mo.vstack([shown, grain])
    return grain, most_quoted, shown


@app.cell
def over_time(ask, grain, shown):
    timeline = ask(
        """
        select date_trunc($grain, published_date)::date as period, speaker, sum(quotes)::integer as quotes,
        from speaker_timeline
        where list_contains($speakers::varchar[], speaker)
        group by all
        order by period, quotes desc, speaker
        """,
        grain=grain.value,
        speakers=shown.value,
    )
    _chart = (
        chart(timeline, f"Quotes by {grain.value}")
        .mark_circle(color=GOLD, opacity=0.9)
        .encode(
            x=alt.X("period:T", title=None, scale=alt.Scale(padding=20)),
            y=alt.Y("speaker:N", title=None, sort=alt.EncodingSortField("quotes", "sum", "descending")),
            size=alt.Size("quotes:Q", title="Quotes", legend=alt.Legend(orient="bottom")),
            tooltip=["speaker", alt.Tooltip("period:T", title=grain.value), "quotes"],
        )
        .properties(height=alt.Step(32))
    )
    _chart if len(timeline) else mo.callout("No quote of theirs has a date.")
    return (timeline,)


@app.cell(hide_code=True)
def travelled_heading():
    mo.md("""
    ## Quotes that travelled

    The same words in several stories, copies counted once. Who was first goes by the dates that the articles give.
    Tick one to see who followed.
    """)
    return


@app.cell
def travelling(ask):
    travelled = ask("""
        select quote, speaker, stories, sources, first_source, first_date, last_date, quote_key,
        from quotations
        where stories > 1 and speaker is not null
        order by sources desc, first_date, quote
        limit 200
    """)
    _first = [0] if len(travelled) else None
    chosen = table(
        travelled,
        selection="single",
        initial_selection=_first,
        hidden_columns=["quote_key"],
        wrapped=("quote",),
        column_widths={"quote": 300},
    )
    chosen if len(travelled) else mo.callout("No wording stands in more than one story.")
    return chosen, travelled


@app.cell
def followed(ask, chosen):
    mo.stop(not len(chosen.value))
    printed = ask(
        """
        select published_date as day, source, speaker, quote, is_copy, url,
        from v_quotes
        where quote_key = $quote_key
        order by coalesce(published_at, published_date::timestamp) nulls last, source
        """,
        quote_key=chosen.value["quote_key"][0],
    )
    _chart = (
        chart(printed.drop_nulls("day"), "Printed on; copies are hollow")
        .mark_point(size=90, color=GOLD)
        .encode(
            x=alt.X("day:T", title=None, scale=alt.Scale(padding=20)),
            y=alt.Y("source:N", title=None, sort=printed["source"].to_list()),
            fill=alt.condition("datum.is_copy", alt.value(None), alt.value(GOLD)),
            tooltip=["source", "day:T", "speaker", "quote"],
        )
        .properties(height=alt.Step(28))
    )
    mo.vstack([_chart, table(printed, selection=None, wrapped=("quote",))])
    return (printed,)


@app.cell(hide_code=True)
def changed_heading():
    mo.md("""
    ## Changed and removed

    What an article printed and has no more. `most_alike_now` is the quote of its present version that is most like it:
    where there is one, the words were changed rather than removed.
    """)
    return


@app.cell
def changed(ask):
    # 0.8: of the articles that ship the one quote that was reworded has 0.89, and any two others have 0.67 at most.
    changed = ask("""
        select
          r.removed_at::date as gone_on, r.speaker, r.quote as printed_once,
          arg_max(q.quote, jaro_winkler_similarity(q.quote, r.quote)) as most_alike_now,
          r.title, r.url,
        from removed_quotes as r
        left join v_quotes as q on q.article_id = r.article_id and jaro_winkler_similarity(q.quote, r.quote) >= 0.8
        group by r.article_id, r.removed_at, r.speaker, r.quote, r.title, r.url
        order by r.removed_at desc, r.title, r.quote
        limit 1000
    """)
    _rows = table(changed, selection=None, wrapped=("printed_once", "most_alike_now", "title"))
    _rows if len(changed) else mo.callout("No quote is gone from an article that was read more than once.")
    return (changed,)


@app.cell(hide_code=True)
def unattributed_heading():
    mo.md("""
    ## How much is unattributed

    *Described*: the text says who spoke and gives no name (“a neighbour”). *Nobody*: no speaker was found; a reader may
    know better. The twenty sources with most quotes, copies left out.
    """)
    return


@app.cell
def unattributed(ask):
    attribution = ask("""
        select
          coalesce(source, 'no source') as source,
          count(*) filter (speaker_id is not null) as named,
          count(*) filter (speaker_id is null and speaker_text is not null) as described,
          count(*) filter (speaker_id is null and speaker_text is null) as nobody,
        from v_quotes
        where not is_copy
        group by all
        order by count(*) desc, source
        limit 20
    """)
    _kinds = ["named", "described", "nobody"]
    _chart = (
        chart(attribution, "Quotes by how the speaker is given")
        .transform_fold(_kinds, ["speaker", "quotes"])
        .transform_calculate(rank=f"indexof({_kinds}, datum.speaker)")
        .mark_bar()
        .encode(
            x=alt.X("quotes:Q", title="Quotes"),
            y=alt.Y("source:N", title=None, sort=attribution["source"].to_list()),
            color=alt.Color("speaker:N", title="Speaker")
            .scale(domain=_kinds, range=[GREEN, GOLD, RED])
            .legend(orient="bottom"),
            order="rank:Q",
            tooltip=["source:N", "speaker:N", "quotes:Q"],
        )
        .properties(height=alt.Step(24))
    )
    _chart
    return (attribution,)


@app.cell(hide_code=True)
def further():
    mo.md("""
    ## Ask further

    In the editor add a cell with `ask("from dictionary")`: every table, view and column, and what it means.
    `docs/cookbook.md` has a query for each view and macro.
    """)
    return


@app.cell(hide_code=True)
def in_short(changed, most_quoted, totals, travelled):
    if mo.app_meta().mode == "script":
        _answers = {
            "Most quoted": most_quoted,
            "Travelled": travelled.select("quote", "speaker", "sources", "first_source"),
            "Changed or removed": changed.select("speaker", "printed_once", "most_alike_now"),
        }
        print(f"{totals['quotes']:,} quotes by {totals['speakers']:,} speakers in {totals['articles']:,} articles")
        with pl.Config(tbl_hide_dataframe_shape=True, tbl_hide_column_data_types=True, fmt_str_lengths=60, tbl_rows=10):
            for _question, _rows in _answers.items():
                print(f"\n{_question}", _rows.head(5), sep="\n")
    return


if __name__ == "__main__":
    app.run()
