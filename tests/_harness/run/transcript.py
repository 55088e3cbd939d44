"""Runs the commands of a terminal transcript and compares what they say.

A transcript (`.console`) holds commands behind `$ `, each with its output. They
run in a temporary folder with a copy of the files beside the transcript and of
our preset for ruff, so a reader sees what a project of theirs would show.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from docs._ext.core.site import PRESET

PROMPT = "$ "
_SECONDS = 60


def run_transcript(path: Path, root: Path, folder: Path) -> str:
    """Run a transcript's commands and give the transcript of this run."""
    __tracebackhide__ = True
    work = folder / "work"
    shutil.copytree(path.parent, work)
    shutil.copy(root / PRESET, work)
    parts = [
        f"{PROMPT}{command}\n{_run_command(command, work)}"
        for command in find_commands(path.read_text())
    ]
    return "\n".join(parts)


def find_commands(text: str) -> list[str]:
    """List the commands of a transcript."""
    lines = text.splitlines()
    return [
        line.removeprefix(PROMPT) for line in lines if line.startswith(PROMPT)
    ]


def _run_command(command: str, folder: Path) -> str:
    environment = {
        "COLUMNS": "80",
        "DAGSTER_DISABLE_TELEMETRY": "yes",
        "HOME": str(folder),
        "NO_COLOR": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}/usr/bin:/bin",
        "TMPDIR": str(folder),
    }
    said = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_SECONDS,
        check=False,
    ).stdout
    said = re.sub(r"[ \t]+$", "", said, flags=re.MULTILINE).strip("\n")
    said = said.expandtabs(4)  # as Markdown shows them
    return f"{said}\n".replace(str(folder), "~") if said else ""
