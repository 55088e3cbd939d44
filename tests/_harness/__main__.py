"""The tools of maintainers: `uv run python -m tests._harness`."""

import sys
from importlib import import_module
from typing import NamedTuple

from docs._ext.releases.data import DataError


class Command(NamedTuple):
    """A module whose `main` takes the arguments and gives the exit code."""

    module: str
    summary: str
    group: str = ""  # of pyproject.toml, with what the module imports


_RELEASES = "tests._harness.releases"
COMMANDS = {
    "measure": Command(f"{_RELEASES}.measure", "run programs on releases"),
    "merge": Command(f"{_RELEASES}.merge", "accept what was measured"),
    "bisect": Command(f"{_RELEASES}.turns", "find where programs changed"),
    "compare": Command(f"{_RELEASES}.changes", "list what a release changed"),
    "history": Command(f"{_RELEASES}.history", "list what releases changed"),
    "upgrade": Command(f"{_RELEASES}.upgrade", "move to newer packages"),
    "shoot": Command(
        "tests._harness.ui.camera", "take pictures of Dagster's UI", "browser"
    ),
    "mutants": Command(
        "tests._harness.mutants.survivors",
        "break programs and see whether a test notices",
        "mutants",
    ),
    "open": Command(
        "tests._harness.ways.opened", "materialize programs in Dagster's UI"
    ),
    "words": Command("tests._harness.check.words", "check the prose of pages"),
    "addresses": Command(
        "tests._harness.check.addresses", "keep the addresses of new pages"
    ),
}


def main(args: list[str]) -> int:
    """Run a command, or list all."""
    name, *rest = args or [""]
    if name in COMMANDS:
        try:
            code: int = import_module(COMMANDS[name].module).main(rest)
        except DataError as error:
            print(error, file=sys.stderr)
            return 2
        except KeyboardInterrupt:
            print(f"\n{name}: interrupted; run it again to go on")
            return 130
        except OSError as error:  # such as a disk that is full
            print(f"{name}: {error}; nothing was lost", file=sys.stderr)
            return 2
        return code
    print("uv run [--group GROUP] python -m tests._harness COMMAND --help\n")
    for known, command in COMMANDS.items():
        group = f" (--group {command.group})" if command.group else ""
        print(f"{known:10} {command.summary}{group}")
    return 2 if name else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
