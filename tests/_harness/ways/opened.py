"""Opens programs in Dagster's UI, and materializes their assets there.

Opens each program that has `defs` and has changed since it was last opened;
with `--again`, each. What it finds is written as soon as a program is done, so
it can be ended and continues where it was. A program whose assets are not all
materialized needs a reason in the data; `--check` writes nothing and ends with
1 if one has none. A mistake only has to load, or to say why as on its page.
"""

import argparse
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypedDict

from docs._ext.core.site import ROOT, Site, current_site, is_mistake
from docs._ext.open_in_ui import has_definitions
from docs._ext.releases.data import hash_files
from tests._harness.ways.opening import UI, Opened
from tests._harness.ways.servers import WaysError

DATA = "tests/_harness/ways/opened.json"
# What a reader sets before `dg dev`, as the pages say.
VARIABLES = {
    "MAIL_PASSWORD": "secret",
    "PAYMENTS_PAGE_SIZE": "50",
    "PAYMENTS_TOKEN": "secret",
    "SHOP_DATABASE": "shop.duckdb",
    "SHOP_INBOX": "inbox",
    "SHOP_PASSWORD": "secret",
    "SHOP_TOKEN": "secret",
    "SHOP_URL": "http://127.0.0.1:9",
}


class Row(TypedDict):
    """What became of a program.

    Args:
        text: The hash of the program.
        assets: How many were materialized.
        fault: What was not as the caption promises, if anything.
        reason: Why that is right.
    """

    text: str
    assets: int
    fault: str
    reason: str


def find_fault(site: Site, name: str, opened: Opened) -> str:
    """Tell what is not as the caption of a program promises."""
    if opened.fault:
        kind, _, message = opened.fault.partition(": ")
        first = message.strip().partition("\n")[0]
        shown = [name, name.removesuffix(".py") + ".txt"]
        known = "".join(site.snippets.get(each, "") for each in shown)
        if is_mistake(name) and _flatten(first)[:40] in _flatten(known):
            return ""
        return f"does not load: {kind}: {first}"
    if opened.missing and not is_mistake(name):
        last = {said.splitlines()[-1][:160] for said in opened.said}
        return f"{', '.join(opened.missing)}: {'; '.join(sorted(last))}"
    return ""


def _flatten(text: str) -> str:
    """Leave out how the program is called: `__main__` or its own name."""
    return re.sub(r"(__main__|mistake_\w+)", "", text)


def open_programs(names: Sequence[str]) -> Iterator[tuple[str, Opened]]:
    """Open one program after the other."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(UI(Path(folder), VARIABLES)) as ui,
    ):
        for name in names:
            try:
                yield name, ui.open(ROOT / name)
            except WaysError as error:
                yield (
                    name,
                    Opened(f"{type(error).__name__}: {error}", [], [], []),
                )


def main(args: list[str]) -> int:
    """Open what changed, and report which faults have no reason."""
    options = _parse(args)
    site, data = current_site(), ROOT / DATA
    hashes = {
        name: text
        for name, text in hash_files(site).items()
        if name in site.programs and has_definitions(site, name)
    }
    rows: dict[str, Row] = json.loads(data.read_text())
    rows = {name: row for name, row in rows.items() if name in hashes}
    changed = [
        name
        for name, text in hashes.items()
        if options.again or name not in rows or rows[name]["text"] != text
        if any(Path(name).is_relative_to(f) for f in options.folders)
    ]
    print(f"{len(changed)} programs to open", flush=True)
    for name, opened in open_programs(changed):
        fault = find_fault(site, name, opened)
        known = rows.get(name)
        reason = known["reason"] if known and known["fault"] == fault else ""
        rows[name] = Row(
            text=hashes[name],
            assets=len(opened.made),
            fault=fault,
            reason=reason,
        )
        print(f"{name}: {len(opened.made)} assets {fault}", flush=True)
        if not options.check:
            text = json.dumps(rows, indent=1, sort_keys=True)
            data.write_text(f"{text}\n")
    unexplained = [n for n, r in rows.items() if r["fault"] and not r["reason"]]
    for name in unexplained:
        fault = rows[name]["fault"]
        print(f"{name}: {fault}: fix it, or say why in {DATA}")
    return 1 if unexplained else 0


def _parse(args: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("open", description=__doc__)
    parser.add_argument(
        "folders", nargs="*", default=["snippets"], help="where to look"
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--again", action="store_true", help="open all")
    return parser.parse_args(args)
