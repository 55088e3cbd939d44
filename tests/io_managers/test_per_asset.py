"""Every claim of docs/io_managers/per_asset.md, proved."""

import pickle
import re
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from snippets.io_managers.per_asset import (
    mistake_key_on_the_reader,
    mistake_key_without_io_manager,
    mistake_resource_in_its_place,
    one_class_two_folders,
    told_by_the_asset,
    two_io_managers,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run

PAGE = "io_managers/per_asset"


def in_folder(folder: Path) -> dg.FilesystemIOManager:
    return dg.FilesystemIOManager(base_dir=str(folder))


def files(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def test_one_asset_is_in_files_and_the_other_is_not(run: Run) -> None:
    assert run(f"{PAGE}/two_io_managers") == ["42", "['orders']"]


def two_assets_in_memory() -> dg.JobDefinition:
    return dg.Definitions(
        assets=[two_io_managers.orders, two_io_managers.revenue],
        jobs=[dg.define_asset_job("shop")],
        resources={
            "files": dg.InMemoryIOManager(),
            "io_manager": dg.InMemoryIOManager(),
        },
    ).resolve_job_def("shop")


def test_memory_does_not_pass_from_one_process_to_the_next() -> None:
    with dg.instance_for_test() as instance:
        job = dg.reconstructable(two_assets_in_memory)
        result = dg.execute_job(job, instance)
        [failure] = [
            event
            for event in result.all_events
            if event.event_type_value == "STEP_FAILURE"
        ]
    assert not result.success
    assert failure.step_key == "revenue"


def test_an_asset_without_a_key_uses_io_manager(tmp_path: Path) -> None:
    dg.materialize(
        [two_io_managers.orders, two_io_managers.revenue],
        resources={
            "files": dg.InMemoryIOManager(),
            "io_manager": in_folder(tmp_path),
        },
    )
    assert files(tmp_path) == ["revenue"]


def test_what_stored_a_value_also_loads_it() -> None:
    asked: list[tuple[str, str]] = []

    class Recorder(dg.ConfigurableIOManager):
        name: str

        def handle_output(self, context: dg.OutputContext, obj: object) -> None:
            asked.append((self.name, "stored"))

        def load_input(self, context: dg.InputContext) -> object:
            asked.append((self.name, "loaded"))
            return [40, 2]

    dg.materialize(
        [two_io_managers.orders, two_io_managers.revenue],
        resources={
            "files": Recorder(name="files"),
            "io_manager": Recorder(name="io_manager"),
        },
    )
    assert asked == [
        ("files", "stored"),
        ("files", "loaded"),
        ("io_manager", "stored"),
    ]


def test_without_any_io_manager_dagster_brings_its_own(tmp_path: Path) -> None:
    result = dg.materialize(
        [two_io_managers.orders, two_io_managers.revenue],
        resources={"files": in_folder(tmp_path)},
    )
    assert result.output_for_node("revenue") == 42
    assert files(tmp_path) == ["orders"]


def test_another_key_finds_nothing_that_the_first_one_stored(
    tmp_path: Path,
) -> None:
    dg.materialize(
        [two_io_managers.orders], resources={"files": in_folder(tmp_path)}
    )

    @dg.asset(name="orders", io_manager_key="archive")
    def moved() -> list[int]:
        return [40, 2]

    with pytest.raises(FileNotFoundError, match="archive/orders"):
        dg.materialize(
            [moved, two_io_managers.revenue],
            selection="revenue",
            resources={"archive": in_folder(tmp_path / "archive")},
        )


def test_two_keys_share_a_class_and_not_a_folder(run: Run) -> None:
    assert run(f"{PAGE}/one_class_two_folders") == [
        "raw ['largest_order', 'orders']",
        "reports ['revenue']",
    ]


def test_each_output_of_a_multi_asset_has_its_own_value(
    tmp_path: Path,
) -> None:
    module = one_class_two_folders
    resources = {
        "raw": in_folder(tmp_path),
        "reports": in_folder(tmp_path / "reports"),
    }
    assets = [module.orders, module.figures]
    dg.materialize(assets, resources=resources)
    defs = dg.Definitions(assets=assets, resources=resources)
    assert defs.load_asset_value("revenue") == 42
    assert defs.load_asset_value("largest_order") == 40


def test_the_asset_names_its_file(run: Run) -> None:
    assert run(f"{PAGE}/told_by_the_asset") == [
        "['letter.txt', 'orders-for-the-accountant.csv']"
    ]


def test_the_next_asset_loads_from_the_file_that_was_named(
    tmp_path: Path,
) -> None:
    manager = told_by_the_asset.NamedFileIOManager(folder=str(tmp_path))
    both = [told_by_the_asset.orders, told_by_the_asset.letter]
    dg.materialize(both, resources={"io_manager": manager})
    letter = tmp_path / "letter.txt"
    assert letter.read_text().endswith("2026-01-05,40\n")
    named = tmp_path / "orders-for-the-accountant.csv"
    named.write_text("none")
    dg.materialize(both, selection="letter", resources={"io_manager": manager})
    assert letter.read_text() == "Dear accountant,\nnone"


def test_an_asset_that_names_no_file_is_told_so(tmp_path: Path) -> None:
    @dg.asset(key_prefix="shop")
    def orders() -> str:
        return ""

    manager = told_by_the_asset.NamedFileIOManager(folder=str(tmp_path))
    with pytest.raises(ValueError, match=r"'orders'\] has no metadata: file"):
        dg.materialize([orders], resources={"io_manager": manager})


def test_definition_metadata_knows_nothing_that_the_run_added() -> None:
    seen: list[tuple[dict[str, object], dict[str, object]]] = []

    class Recorder(dg.ConfigurableIOManager):
        def handle_output(self, context: dg.OutputContext, obj: object) -> None:
            seen.append(
                (
                    dict(context.definition_metadata),
                    dict(context.output_metadata or {}),
                )
            )

        def load_input(self, context: dg.InputContext) -> object:
            raise NotImplementedError

    @dg.asset(metadata={"file": "orders.json"})
    def orders() -> dg.MaterializeResult[list[int]]:
        return dg.MaterializeResult(value=[40], metadata={"rows": 1})

    dg.materialize([orders], resources={"io_manager": Recorder()})
    assert seen == [
        ({"file": "orders.json"}, {"rows": dg.MetadataValue.int(1)})
    ]


def test_a_key_without_an_io_manager_fails_only_when_validated(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert isinstance(mistake_key_without_io_manager.defs, dg.Definitions)
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match=r"'io_manager', 'warehose'"
    ):
        run(f"{PAGE}/mistake_key_without_io_manager")
    assert capsys.readouterr().out == "nothing is wrong so far\n"


def test_a_run_finds_the_key_without_an_io_manager() -> None:
    defs = mistake_key_without_io_manager.defs
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="warehose"):
        dg.materialize(
            [mistake_key_without_io_manager.orders], resources=defs.resources
        )


@pytest.mark.filterwarnings("ignore:Error loading repository location")
def test_a_code_location_with_that_key_does_not_load() -> None:
    with (
        run_daemon(mistake_key_without_io_manager.defs) as daemon,
        pytest.raises(dg.DagsterError, match="warehose"),
    ):
        daemon.ticks("none")


def test_the_same_key_with_an_io_manager_is_valid() -> None:
    dg.Definitions.validate_loadable(
        dg.Definitions(
            assets=[mistake_key_without_io_manager.orders],
            resources={"warehouse": dg.InMemoryIOManager()},
        )
    )


def test_a_resource_is_no_io_manager(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError,
        match=r"io manager with key 'warehouse' required .* but received",
    ):
        run(f"{PAGE}/mistake_resource_in_its_place")


def test_validation_finds_a_resource_in_its_place() -> None:
    module = mistake_resource_in_its_place
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="but received"):
        dg.Definitions.validate_loadable(
            dg.Definitions(
                assets=[module.orders],
                resources={"warehouse": module.Warehouse(path="shop")},
            )
        )


def test_the_argument_below_has_metadata_of_its_own(run: Run) -> None:
    with pytest.raises(KeyError, match="file"):
        run(f"{PAGE}/mistake_metadata_of_the_input")


def test_the_metadata_of_the_asset_above_mends_it(
    mend: Mend, tmp_path: Path
) -> None:
    above = "context.upstream_output"
    changes = {
        "context.definition_metadata": f"{above}.definition_metadata",
        f"obj: object) -> None:\n        path = Path(self.folder, {above}": (
            "obj: object) -> None:\n        path = Path(self.folder, context"
        ),
        "folder=folder": 'folder="files"',
    }
    (tmp_path / "files").mkdir()
    assert mend(f"{PAGE}/mistake_metadata_of_the_input", changes) == ["42"]
    assert (tmp_path / "files/orders.json").read_text() == "[40, 2]"


def test_the_key_says_where_an_asset_is_stored_not_what_it_reads(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_key_on_the_reader") == ["['revenue']"]


def test_the_key_on_the_other_asset_mends_it(
    mend: Mend, tmp_path: Path
) -> None:
    changes = {
        '@dg.asset(io_manager_key="archive")': "@dg.asset",
        "@dg.asset\ndef orders": (
            '@dg.asset(io_manager_key="archive")\ndef orders'
        ),
        "{home}/": f"{tmp_path}/",
        "Path(home,": f'Path("{tmp_path}",',
    }
    mistake = f"{PAGE}/mistake_key_on_the_reader"
    assert mend(mistake, changes) == ["['orders']"]
    stored = (tmp_path / "io_manager/revenue").read_bytes()
    assert pickle.loads(stored) == 42


def test_an_asset_that_asks_for_the_archive_is_stored_in_the_archive(
    tmp_path: Path,
) -> None:
    @dg.asset(io_manager_key="archive")
    def orders() -> list[int]:
        return [40, 2]

    dg.materialize(
        [orders, mistake_key_on_the_reader.revenue],
        resources={"archive": in_folder(tmp_path)},
    )
    assert files(tmp_path) == ["orders", "revenue"]


def test_the_message_says_where_the_key_is() -> None:
    @dg.asset(io_manager_key="warehouse")
    def orders() -> int:
        return 40

    @dg.asset(
        ins={"customers": dg.AssetIn(input_manager_key="warehouse")},
    )
    def revenue(customers: int) -> int:
        return customers

    @dg.asset
    def report(sales: int) -> int:
        return sales

    @dg.asset
    def customers() -> int:
        return 40

    spec = dg.AssetSpec(
        "sales", metadata={"dagster/io_manager_key": "warehouse"}
    )
    required_by: dict[str, list[Any]] = {
        "output 'result' of op 'orders'": [orders],
        "input 'customers' of op 'revenue'": [customers, revenue],
        'external asset with key ["sales"]': [spec, report],
    }
    for words, assets in required_by.items():
        message = f"'warehouse' required by {re.escape(words)}"
        with pytest.raises(dg.DagsterInvalidDefinitionError, match=message):
            dg.Definitions.validate_loadable(dg.Definitions(assets))
