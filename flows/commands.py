"""The commands: their order and places in the help, what each does, examples; each is imported when it is called."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One command, as the help lists it."""

    #: "module:function", the function being what Typer makes a command of.
    at: str
    #: What it does, in the width of a line.
    does: str
    #: Command lines after "presslake ", which a test parses.
    examples: tuple[str, ...]


#: Headings of the help, and under each the commands in the order in which one comes to need them.
PANELS: Mapping[str, Mapping[str, Listed]] = {
    "Load": {
        "run": Listed(
            at="flows.running:run",
            does="Load what is new at every source, or the articles that ship.",
            examples=(
                "run                          # every source of presslake.toml",
                "run council --dry-run        # what it would read of one, and why",
                "run --since 2024-01-01 --until 2024-12-31   # days gone by",
            ),
        ),
        "add": Listed(
            at="flows.adding:add",
            does="Load files, folders and addresses at once.",
            examples=(
                "add articles/ https://council.example/news",
                "add 'clippings/*.html' --source clippings",
                "add - < page.html",
            ),
        ),
        "init": Listed(
            at="flows.starting:init",
            does="Write a presslake.toml to begin with, for sources of yours.",
            examples=("init", "init papers/presslake.toml"),
        ),
        "serve": Listed(
            at="flows.serving:serve",
            does="Read every source at its times, until it is told to end.",
            examples=("serve", "serve --port 4300"),
        ),
    },
    "Read": {
        "status": Listed(
            at="flows.reading:status",
            does="Show sources, what needs a look, runs and quarantine.",
            examples=("status", "status --format json"),
        ),
        "search": Listed(
            at="flows.searching:search",
            does="Find quotes, paragraphs or statements by their words.",
            examples=(
                "search river --speaker coyle",
                "search --speaker coyle --since 2026-03-01   # all since then",
                "search '\"skua line\" ferr* -rail' --in paragraphs --since 2026-03-01",
                "search river --limit 100 --format csv > river.csv",
            ),
        ),
        "show": Listed(
            at="flows.reading:show",
            does="Show an article or a quote, as a citation too.",
            examples=(
                "show qadzgydl                # a quote, by how its id begins",
                "show qadzgydl --format md    # the same as a citation",
                "show https://council.example/news/ferry",
                "show anoqwi62k4qtd --diff    # what changed since the version before",
            ),
        ),
        "browse": Listed(
            at="flows.browsing:browse",
            does="Show all of it as pages in a browser on this machine.",
            examples=("browse --open", "browse --port 0             # any port that is free"),
        ),
        "report": Listed(
            at="flows.report.command:report",
            does="Write one page about the warehouse, to mail or print.",
            examples=(
                "report                       # into report.html",
                "report -o march.html --since 2026-03-01 --until 2026-03-31",
            ),
        ),
        "sql": Listed(
            at="flows.asking:sql",
            does="Ask in SQL, which can neither change nor leave the copy.",
            examples=(
                'sql "from dictionary"        # every table, view and column',
                'sql "from v_quotes limit 5"',
                "sql --format csv - < question.sql",
            ),
        ),
        "explain": Listed(
            at="flows.explaining:explain",
            does="Show what of a page was kept and dropped, and why.",
            examples=("explain articles/ferry.txt", "explain https://council.example/42"),
        ),
    },
    "Look after": {
        "check": Listed(
            at="flows.checking:check",
            does="Check the promises of the tables, and show what breaks one.",
            examples=("check", "check --published           # beside a run"),
        ),
        "rebuild": Listed(
            at="flows.remaking:rebuild",
            does="Make articles again by the present rules.",
            examples=(
                "rebuild --dry-run            # how many it would be",
                "rebuild 'https://council.example/news/*'",
                "rebuild --source council --failed",
            ),
        ),
        "export": Listed(
            at="flows.exporting:export",
            does="Write the warehouse into files.",
            examples=(
                "export out/                  # everything as Parquet",
                "export out/ --since last     # only what came since, for cron",
                "export out/ --table v_quotes --format csv",
            ),
        ),
        "import": Listed(
            at="flows.importing:import_",
            does="Load what presslake export wrote.",
            examples=("import out/", "import out/ --warehouse copy.duckdb"),
        ),
        "forget": Listed(
            at="flows.forgetting:forget",
            does="Erase pages or sites for good, and never load them again.",
            examples=("forget https://council.example/42", "forget --yes wound-up.example"),
        ),
        "maintain": Listed(
            at="flows.maintaining:maintain",
            does="Do what a lake needs from time to time.",
            examples=("maintain",),
        ),
    },
}
