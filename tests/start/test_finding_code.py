"""Every claim of docs/start/finding_code.md, proved.

The transcripts of the page run the commands in processes of their own.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import dagster as dg
import pytest

from snippets.start.finding_code import (
    definitions,
    merged,
    mistake_no_definitions,
)
from tests._harness.processes import find_free_port, read_ends, running
from tests.conftest import ROOT, Run

PAGE = "start/finding_code"
SNIPPETS = ROOT / "snippets" / PAGE

Ask = Callable[[str], list[str]]
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def ask(
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
    tmp_path: Path,
) -> Ask:
    """List the assets that Dagster's command finds, as in a new process."""
    [script] = entry_points(group="console_scripts", name="dagster")

    def list_assets(options: str) -> list[str]:
        command = ["dagster", "asset", "list", *shlex.split(options)]
        monkeypatch.setattr(sys, "argv", command)
        try:
            with pytest.raises(SystemExit) as ended:
                script.load()()
        finally:
            forget_modules(tmp_path)
        assert not ended.value.code
        return capsys.readouterr().out.split()

    monkeypatch.syspath_prepend(Path(sys.executable).parent)
    monkeypatch.chdir(tmp_path)
    return list_assets


def forget_modules(folder: Path) -> None:
    """Import what is in a folder anew the next time."""
    for name, module in [*sys.modules.items()]:
        file = getattr(module, "__file__", None) or ""
        places = [file, *getattr(module, "__path__", [])]
        if any(Path(place).is_relative_to(folder) for place in places):
            del sys.modules[name]


def place(target: Path, name: str = "definitions") -> None:
    """Put a program of the page into a file."""
    target.parent.mkdir(exist_ok=True, parents=True)
    shutil.copy(SNIPPETS / f"{name}.py", target)


def test_definitions_hold_the_asset_and_its_schedule(run: Run) -> None:
    assert run(f"{PAGE}/definitions") == ["[40, 25]"]
    assert definitions.defs.assets == [definitions.orders]
    assert definitions.defs.schedules == [definitions.nightly]
    assert definitions.nightly.name == "nightly"
    assert definitions.nightly.cron_schedule == "0 2 * * *"
    job = definitions.defs.resolve_job_def(definitions.nightly.job_name)
    assert job.asset_layer.selected_asset_keys == {dg.AssetKey("orders")}


@pytest.mark.parametrize("name", ["defs", "everything"])
def test_dagster_takes_the_definitions_under_any_name(
    ask: Ask, tmp_path: Path, name: str
) -> None:
    program = (SNIPPETS / "definitions.py").read_text()
    file = tmp_path / "definitions.py"
    file.write_text(program.replace("defs =", f"{name} ="))
    assert ask("-f definitions.py") == ["orders"]


def test_a_file_finds_modules_in_the_current_folder_not_beside_it(
    ask: Ask, tmp_path: Path
) -> None:
    place(tmp_path / "shop/orders.py")
    (tmp_path / "shop/neighbor.py").write_text("from orders import defs")
    with pytest.raises(dg.DagsterError, match="No module named 'orders'"):
        ask("-f shop/neighbor.py")
    assert ask("-f shop/neighbor.py -d shop") == ["orders"]


def test_a_module_is_looked_for_in_the_current_folder(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(tmp_path / "shop/definitions.py")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    with pytest.raises(dg.DagsterError, match="No module named 'shop'"):
        ask("-m shop.definitions")
    assert ask("-m shop.definitions -d ..") == ["orders"]
    monkeypatch.chdir(tmp_path)
    assert ask("-m shop.definitions") == ["orders"]


def test_what_is_installed_is_found_from_any_folder(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(tmp_path / "src/shop/definitions.py")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "src")])
    assert ask("-m shop.definitions") == ["orders"]
    (tmp_path / "file.py").write_text("from shop.definitions import defs")
    assert ask("-f file.py") == ["orders"]


def test_a_package_is_asked_for_what_its_init_file_names(
    ask: Ask, tmp_path: Path
) -> None:
    place(tmp_path / "shop/definitions.py")
    init = tmp_path / "shop/__init__.py"
    init.touch()
    with pytest.raises(dg.DagsterError, match='in "shop"'):
        ask("-m shop")
    init.write_text("from shop.definitions import defs\n")
    assert ask("-m shop") == ["orders"]


def test_a_relative_import_needs_a_package(
    run: Run, ask: Ask, tmp_path: Path
) -> None:
    with pytest.raises(ImportError, match="no known parent package"):
        run(f"{PAGE}/mistake_relative_import")
    place(tmp_path / "shop/definitions.py")
    place(tmp_path / "shop/reports.py", "mistake_relative_import")
    with pytest.raises(dg.DagsterError, match=r"Consider .* options `-m`"):
        ask("-f shop/reports.py")
    assert ask("-m shop.reports") == ["orders"]
    absolute = tmp_path / "shop/totals.py"
    absolute.write_text("from shop.definitions import defs")
    assert ask("-m shop.totals") == ["orders"]


def test_two_definitions_in_a_module_are_refused_unless_one_is_named(
    run: Run, ask: Ask, tmp_path: Path
) -> None:
    assert run(f"{PAGE}/mistake_two_definitions") == ["65"]
    place(tmp_path / "two.py", "mistake_two_definitions")
    with pytest.raises(dg.DagsterError, match=r"two\.defs, two\.sales"):
        ask("-f two.py")
    assert ask("-f two.py -a defs") == ["orders", "revenue"]
    assert ask("-f two.py -a sales") == ["orders"]


def test_definitions_that_are_imported_count_too(
    ask: Ask, tmp_path: Path
) -> None:
    place(tmp_path / "sales.py")
    text = "import dagster as dg\nfrom sales import defs\nmine = "
    (tmp_path / "reports.py").write_text(text + "dg.Definitions()")
    with pytest.raises(dg.DagsterError, match=r"reports\.defs, reports\.mine"):
        ask("-f reports.py")


def test_what_is_made_in_a_decorated_function_is_merged_unseen(
    run: Run, ask: Ask, tmp_path: Path
) -> None:
    assert run(f"{PAGE}/merged") == ["['orders', 'revenue']"]
    assert merged.revenue([40, 25]) == 65
    assert merged.orders() == [40, 25]
    assert merged.revenue.dependency_keys == {dg.AssetKey("orders")}
    place(tmp_path / "merged.py", "merged")
    assert ask("-f merged.py") == ["orders", "revenue"]


def test_without_definitions_assets_are_all_that_is_taken(
    run: Run, ask: Ask, tmp_path: Path
) -> None:
    assert run(f"{PAGE}/mistake_no_definitions") == ["nightly at 0 2 * * *"]
    assert mistake_no_definitions.orders() == [40, 25]
    place(tmp_path / "loose.py", "mistake_no_definitions")
    assert ask("-f loose.py") == ["orders"]


def test_definitions_that_name_the_schedule_load_it() -> None:
    nightly = mistake_no_definitions.nightly
    mended = dg.Definitions(
        assets=[mistake_no_definitions.orders], schedules=[nightly]
    )
    job = mended.resolve_job_def(nightly.job_name)
    assert job.asset_layer.selected_asset_keys == {dg.AssetKey("orders")}


def test_a_job_of_ops_beside_loose_assets_hides_them(
    ask: Ask, tmp_path: Path
) -> None:
    program = (SNIPPETS / "mistake_no_definitions.py").read_text()
    job = "\n\n@dg.job\ndef report() -> None: ...\n"
    (tmp_path / "loose.py").write_text(program + job)
    assert ask("-f loose.py") == []


def test_an_old_project_names_its_module_for_the_command_dagster(
    tmp_path: Path,
) -> None:
    place(tmp_path / "shop/definitions.py")
    block = '[tool.dagster]\nmodule_name = "shop.definitions"\n'
    (tmp_path / "pyproject.toml").write_text(block)
    said = subprocess.run(
        [Path(sys.executable).with_name("dagster"), "definitions", "validate"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
        text=True,
    ).stdout
    assert "successful for code location shop.definitions" in said


@pytest.mark.parametrize("options", ["", "-m shop.definitions -d src"])
def test_dg_dev_looks_into_src_although_the_project_is_not_installed(
    tmp_path: Path, options: str
) -> None:
    place(tmp_path / "project/src/shop/definitions.py")
    shutil.copy(SNIPPETS / "pyproject.toml", tmp_path / "project")
    port = find_free_port()
    address = f"http://127.0.0.1:{port}/graphql?query="
    query = quote("{assetNodes{assetKey{path}}}")
    with running(
        *("dg", "dev", "-p", str(port), *options.split()),
        logs=tmp_path,
        cwd=tmp_path / "project",
        environment={**os.environ, "HOME": str(tmp_path)},
    ) as server:
        while (answer := ask_server(address + query)) is None:
            assert server.poll() is None, read_ends(tmp_path)
            time.sleep(0.2)
    assert json.loads(answer)["data"]["assetNodes"] == [
        {"assetKey": {"path": ["orders"]}}
    ]


def ask_server(address: str) -> bytes | None:
    """Give what a server answers, if it does already."""
    try:
        with urlopen(address) as answer:
            return bytes(answer.read())
    except URLError:
        return None


def test_one_option_names_the_code(tmp_path: Path) -> None:
    (tmp_path / "workspace.yaml").touch()
    place(tmp_path / "shop.py")
    ended = subprocess.run(
        [
            *(Path(sys.executable).with_name("dg"), "dev"),
            *("-f", "shop.py", "-m", "shop", "-d", ".", "-w", "workspace.yaml"),
        ],
        cwd=tmp_path,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert ended.returncode
    assert "Error: Invalid set of CLI arguments" in ended.stderr


def test_the_project_names_its_package_in_pyproject_toml() -> None:
    project = tomllib.loads((SNIPPETS / "pyproject.toml").read_text())
    assert project["tool"]["dg"] == {
        "directory_type": "project",
        "project": {"root_module": "shop"},
    }
