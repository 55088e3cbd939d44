"""Every claim of docs/io_managers/migrating.md, proved."""

import json
from pathlib import Path

import dagster as dg
import pydantic
import pytest

from snippets.io_managers.migrating import (
    io_manager_as_a_class,
    keep_the_old_class,
    legacy_beside_new,
    legacy_io_manager,
)
from tests.conftest import Mend, Run

PAGE = "io_managers/migrating"


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


@pytest.mark.parametrize(
    "program", ["legacy_io_manager", "io_manager_as_a_class"]
)
def test_the_old_way_and_the_new_give_the_same(run: Run, program: str) -> None:
    assert run(f"{PAGE}/{program}") == ["[40, 25]"]


def test_both_write_the_same_files(tmp_path: Path) -> None:
    for name, io_manager in [
        ("old", legacy_io_manager.JsonFiles(str(tmp_path / "old"))),
        ("new", io_manager_as_a_class.JsonFiles(folder=str(tmp_path / "new"))),
    ]:
        (tmp_path / name).mkdir()
        dg.materialize(
            [io_manager_as_a_class.orders, revenue],
            resources={"io_manager": io_manager},
        )
    for file in ["orders.json", "revenue.json"]:
        old, new = ((tmp_path / n / file).read_text() for n in ("old", "new"))
        assert old == new


def test_the_new_loads_what_the_old_stored(tmp_path: Path) -> None:
    old = legacy_io_manager.json_files.configured({"folder": str(tmp_path)})
    assets = [legacy_io_manager.orders, revenue]
    dg.materialize(assets, resources={"io_manager": old})
    (tmp_path / "orders.json").write_text(json.dumps([1, 2]))
    result = dg.materialize(
        assets,
        selection=[revenue],
        resources={
            "io_manager": io_manager_as_a_class.JsonFiles(folder=str(tmp_path))
        },
    )
    assert result.output_for_node("revenue") == 3


def test_a_key_with_a_prefix_keeps_its_prefix_in_the_path(
    tmp_path: Path,
) -> None:
    @dg.asset(key_prefix="shop")
    def prices() -> int:
        return 3

    for io_manager in [
        legacy_io_manager.JsonFiles(str(tmp_path)),
        io_manager_as_a_class.JsonFiles(folder=str(tmp_path)),
    ]:
        dg.materialize([prices], resources={"io_manager": io_manager})
        assert [path.name for path in tmp_path.iterdir()] == [
            "shop.prices.json"
        ]


def test_the_old_way_runs_without_a_warning(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    @dg.io_manager(config_schema={"folder": str})
    def files(context: dg.InitResourceContext) -> dg.IOManager:
        return legacy_io_manager.JsonFiles(context.resource_config["folder"])

    dg.materialize(
        [legacy_io_manager.orders],
        resources={"io_manager": files.configured({"folder": str(tmp_path)})},
    )
    assert not recwarn.list


def test_a_factory_configures_the_old_class(run: Run) -> None:
    assert run(f"{PAGE}/keep_the_old_class") == ["Good morning, Ada"]
    factory = keep_the_old_class.TextFilesIn(folder="shop_data")
    made = factory.create_io_manager(dg.build_init_resource_context())
    assert type(made) is keep_the_old_class.TextFiles
    assert made.folder == Path("shop_data")


def test_behind_the_factory_the_old_class_loads_what_it_stored(
    tmp_path: Path,
) -> None:
    @dg.asset
    def copies(newsletter: str) -> str:
        return newsletter * 2

    files = keep_the_old_class.TextFilesIn(folder=str(tmp_path))
    result = dg.materialize(
        [keep_the_old_class.newsletter, copies], resources={"io_manager": files}
    )
    assert result.output_for_node("copies") == "Good morning, Ada" * 2


def test_old_and_new_live_side_by_side_and_each_loads_its_own(
    run: Run,
) -> None:
    assert run(f"{PAGE}/legacy_beside_new") == [
        "Good morning",
        "['greeting.txt', 'newsletter']",
    ]


def test_the_io_manager_of_an_asset_loads_it_for_all_others(
    tmp_path: Path,
) -> None:
    class OnlyStores(dg.IOManager):
        def handle_output(self, context: dg.OutputContext, obj: str) -> None:
            (tmp_path / "newsletter").write_text(obj)

        def load_input(self, context: dg.InputContext) -> str:
            raise AssertionError

    result = dg.materialize(
        [legacy_beside_new.greeting, legacy_beside_new.newsletter],
        resources={
            "old_files": dg.FilesystemIOManager(base_dir=str(tmp_path)),
            "new_files": OnlyStores(),
        },
    )
    assert result.success
    assert (tmp_path / "newsletter").read_text() == "Good morning, Ada"


def test_without_the_constructor_the_field_is_set(mend: Mend) -> None:
    constructor = (
        "    def __init__(self, folder: str) -> None:\n"
        "        self.folder = Path(folder)\n"
    )
    changes = {constructor: "", 'JsonFiles("': 'JsonFiles(folder="'}
    mistake = f"{PAGE}/mistake_constructor_kept"
    assert mend(mistake, changes) == ["shop_data"]


def test_the_old_base_class_accepts_the_constructor(mend: Mend) -> None:
    changes = {"dg.ConfigurableIOManager": "dg.IOManager"}
    mistake = f"{PAGE}/mistake_constructor_kept"
    assert mend(mistake, changes) == ["shop_data"]


def test_a_field_that_is_a_str_holds_a_path(mend: Mend) -> None:
    changes = {"folder: Path": "folder: str", "Path(": "str("}
    assert mend(f"{PAGE}/mistake_path_as_field", changes) == ["shop_data"]


def test_an_object_in_place_of_the_class_mends_it(mend: Mend) -> None:
    changes = {": JsonFiles}": ": JsonFiles()}", "-> list[int]": "-> None"}
    mistake = f"{PAGE}/mistake_class_in_place_of_object"
    assert mend(mistake, changes) == []


def test_an_object_of_a_plain_io_manager_class_is_accepted(
    tmp_path: Path,
) -> None:
    result = dg.materialize(
        [legacy_io_manager.orders],
        resources={"io_manager": legacy_io_manager.JsonFiles(str(tmp_path))},
    )
    assert result.success


def test_the_old_way_fails_without_a_folder_when_it_runs() -> None:
    with pytest.raises(dg.DagsterInvalidConfigError, match="folder"):
        dg.materialize(
            [legacy_io_manager.orders],
            resources={"io_manager": legacy_io_manager.json_files},
        )


def test_a_missing_folder_raises_where_you_write_it() -> None:
    with pytest.raises(pydantic.ValidationError, match="folder"):
        io_manager_as_a_class.JsonFiles.model_validate({})


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        ("mistake_constructor_kept", "does not support item assignment"),
        ("mistake_path_as_field", "Unable to resolve config type"),
        ("mistake_not_configured", "Missing required config entry"),
        (
            "mistake_class_in_place_of_object",
            "io manager with key 'io_manager' required by output",
        ),
    ],
)
def test_the_mistake_raises_what_the_page_says(
    run: Run, mistake: str, message: str
) -> None:
    with pytest.raises(dg.DagsterError, match=message):
        run(f"{PAGE}/{mistake}")
