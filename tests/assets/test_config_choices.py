"""Every claim of docs/assets/config_choices.md, proved."""

from enum import Enum
from typing import Any, Literal

import dagster as dg
import pytest
from pydantic import Field

from snippets.assets.config_choices import (
    a_list_of_sources,
    in_a_resource,
    mistake_part_of_the_default,
    mistake_resource_never_opened,
    one_of_two_sources,
)
from tests.conftest import Mend, Run

PAGE = "assets/config_choices"


def config_of(**values: object) -> dict[str, Any]:
    return {"ops": {"orders": {"config": values}}}


def seen_by_orders(
    config: type[dg.Config], **values: object
) -> dict[str, object]:
    """Run an asset with the values, and give the config that it gets."""
    seen = {}

    def orders(config):  # type: ignore[no-untyped-def]
        seen.update(config.model_dump())

    orders.__annotations__ = {"config": config}
    dg.materialize([dg.asset(orders)], run_config=config_of(**values))
    return seen


def test_a_run_takes_the_default_an_object_or_a_dictionary(run: Run) -> None:
    assert run(f"{PAGE}/one_of_two_sources") == [
        "orders.csv",
        "shop.example/orders",
        "shop.example/v2",
    ]


def test_the_asset_gets_an_object_of_the_class_that_was_chosen() -> None:
    seen = []

    @dg.asset
    def orders(config: one_of_two_sources.OrdersConfig) -> None:
        seen.append(config.source)

    for source in [{"api": {"url": "a"}}, {"file": {"path": "b"}}]:
        dg.materialize([orders], run_config=config_of(source=source))
    assert seen == [
        one_of_two_sources.FromApi(url="a"),
        one_of_two_sources.FromFile(path="b"),
    ]


def test_an_object_becomes_the_dictionary_that_a_launch_takes() -> None:
    source = one_of_two_sources.FromApi(url="a")
    config = one_of_two_sources.OrdersConfig(source=source)
    ops = dg.RunConfig({"orders": config}).to_config_dict()["ops"]
    values: dict[str, Any] = {"source": {"api": {"url": "a"}}}
    assert ops == {"orders": {"config": values}}
    assert one_of_two_sources.OrdersConfig(**values) == config


def test_defs_has_the_asset() -> None:
    graph = one_of_two_sources.defs.resolve_asset_graph()
    assert graph.get_all_asset_keys() == {dg.AssetKey("orders")}


@pytest.mark.parametrize(
    "source",
    [
        {"api": {"kind": "api", "url": "a"}},
        {"kind": "api"},
        {"ftp": {"url": "a"}},
    ],
    ids=["kind inside", "kind alone", "misspelled"],
)
def test_other_forms_are_an_unexpected_entry_with_the_keys_that_exist(
    source: dict[str, object],
) -> None:
    with pytest.raises(dg.DagsterInvalidConfigError) as error:
        dg.materialize(
            [one_of_two_sources.orders], run_config=config_of(source=source)
        )
    assert "Received unexpected config entry" in str(error.value)
    assert "url: " in str(error.value)


def test_a_literal_takes_only_its_strings() -> None:
    class Choice(dg.Config):
        region: Literal["north", "south"]

    assert seen_by_orders(Choice, region="south") == {"region": "south"}
    with pytest.raises(dg.DagsterInvalidConfigError, match="not in enum type"):
        seen_by_orders(Choice, region="west")


def test_a_value_or_nothing_is_none_without_a_default() -> None:
    class Optional(dg.Config):
        limit: int | None

    assert seen_by_orders(Optional) == {"limit": None}
    assert seen_by_orders(Optional, limit=None) == {"limit": None}
    assert seen_by_orders(Optional, limit=3) == {"limit": 3}


def test_an_enum_member_as_the_discriminator_raises_an_error() -> None:
    class Kind(Enum):
        FILE = "file"
        API = "api"

    class FromFile(dg.Config):
        kind: Literal[Kind.FILE] = Kind.FILE

    class FromApi(dg.Config):
        kind: Literal[Kind.API] = Kind.API

    class Choice(dg.Config):
        source: FromFile | FromApi = Field(discriminator="kind")

    with pytest.raises(TypeError, match="not supported between instances"):
        seen_by_orders(Choice, source={"api": {}})


def test_a_list_takes_a_class_with_a_choice(run: Run) -> None:
    assert run(f"{PAGE}/a_list_of_sources") == [
        "kind='file' path='may.csv'",
        "kind='api' url='shop.example'",
    ]
    file = a_list_of_sources.FromFile(path="may.csv")
    api = a_list_of_sources.FromApi(url="shop.example")
    config = a_list_of_sources.OrdersConfig(
        sources=[a_list_of_sources.Source(at=at) for at in (file, api)]
    )
    ops = dg.RunConfig({"orders": config}).to_config_dict()["ops"]
    assert ops["orders"]["config"] == {
        "sources": [
            {"at": {"file": {"path": "may.csv"}}},
            {"at": {"api": {"url": "shop.example"}}},
        ]
    }


def test_a_choice_can_contain_another_one() -> None:
    class FromServer(dg.Config):
        kind: Literal["server"] = "server"
        at: one_of_two_sources.FromFile | one_of_two_sources.FromApi = Field(
            discriminator="kind"
        )

    class Choice(dg.Config):
        source: one_of_two_sources.FromFile | FromServer = Field(
            discriminator="kind"
        )

    seen = seen_by_orders(
        Choice, source={"server": {"at": {"api": {"url": "a"}}}}
    )
    at = {"kind": "api", "url": "a"}
    assert seen == {"source": {"kind": "server", "at": at}}


def test_a_list_of_a_union_and_a_number_or_a_string_are_not_possible() -> None:
    class Several(dg.Config):
        sources: list[a_list_of_sources.FromFile | a_list_of_sources.FromApi]

    class Either(dg.Config):
        limit: int | str

    configs: list[type[dg.Config]] = [Several, Either]
    for config in configs:
        with pytest.raises(dg.DagsterError, match="Unable to resolve config"):
            seen_by_orders(config)


def test_a_resource_takes_a_choice_at_launch(run: Run) -> None:
    assert run(f"{PAGE}/in_a_resource") == ["kind='cloud' bucket='orders'"]


def test_a_resource_takes_a_choice_in_code_and_reads_its_variable(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORDERS_FOLDER", "/orders")
    disk = in_a_resource.OnDisk(folder=dg.EnvVar("ORDERS_FOLDER"))
    cloud = in_a_resource.InCloud(bucket="orders")
    for store in [
        in_a_resource.Store(place=disk),
        in_a_resource.Store(place=cloud),
    ]:
        dg.materialize([in_a_resource.orders], resources={"store": store})
    assert capsys.readouterr().out.splitlines() == [
        "kind='disk' folder='/orders'",
        "kind='cloud' bucket='orders'",
    ]


def test_kind_as_a_value_is_a_second_field(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidConfigError, match="only specify a single field"
    ):
        run(f"{PAGE}/mistake_kind_as_a_value")


def test_the_value_as_the_key_fixes_it(mend: Mend) -> None:
    wrong = '{"kind": "api", "url": "shop.example/orders"}'
    right = '{"api": {"url": "shop.example/orders"}}'
    mended = mend(f"{PAGE}/mistake_kind_as_a_value", {wrong: right})
    assert mended == ["kind='api' url='shop.example/orders'"]


def test_without_a_discriminator_the_type_is_not_resolved(run: Run) -> None:
    with pytest.raises(dg.DagsterError, match="Unable to resolve config type"):
        run(f"{PAGE}/mistake_no_discriminator")


def test_a_discriminator_fixes_it(mend: Mend) -> None:
    changes = {
        "import dagster as dg\n": (
            "from typing import Literal\n"
            "import dagster as dg\nfrom pydantic import Field\n"
        ),
        "    path: str": '    path: str\n    kind: Literal["file"] = "file"',
        "    url: str": '    url: str\n    kind: Literal["api"] = "api"',
        "| FromApi": '| FromApi = Field(discriminator="kind")',
        "    print(config.source)": (
            "    print(config.source)\n\n"
            'values = {"source": {"api": {"url": "a"}}}\n'
            "dg.materialize([orders], run_config="
            '{"ops": {"orders": {"config": values}}})'
        ),
    }
    mended = mend(f"{PAGE}/mistake_no_discriminator", changes)
    assert mended == ["url='a' kind='api'"]


def test_none_is_not_a_choice(run: Run) -> None:
    with pytest.raises(NotImplementedError, match="non-Config types"):
        run(f"{PAGE}/mistake_choice_or_none")


def test_a_class_with_only_a_kind_is_the_choice_of_nothing(mend: Mend) -> None:
    changes = {
        "class OrdersConfig": (
            "class Nothing(dg.Config):\n"
            '    kind: Literal["nothing"] = "nothing"\n\n\n'
            "class OrdersConfig"
        ),
        "| None": "| Nothing",
        "default=None": "default=Nothing()",
        "    print(config.source)": (
            "    print(config.source)\n\n\ndg.materialize([orders])"
        ),
    }
    mended = mend(f"{PAGE}/mistake_choice_or_none", changes)
    assert mended == ["kind='nothing'"]


def test_config_is_not_made_from_model_dump(run: Run) -> None:
    with pytest.raises(Exception, match="must have exactly one key"):
        run(f"{PAGE}/mistake_made_from_model_dump")


def test_the_objects_themselves_fix_it(mend: Mend) -> None:
    changes = {"**config.model_dump()": "source=config.source"}
    mended = mend(f"{PAGE}/mistake_made_from_model_dump", changes)
    assert mended == ["source=FromFile(kind='file', path='orders.csv')"]


def test_what_a_launch_leaves_out_comes_from_the_class(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(f"{PAGE}/mistake_part_of_the_default") == [
        "kind='api' url='shop.example/orders' pages=50",
        "kind='api' url='shop.example/v2' pages=1",
    ]
    source = mistake_part_of_the_default.FromFile(path="a")
    config = mistake_part_of_the_default.OrdersConfig(source=source)
    dg.materialize(
        [mistake_part_of_the_default.orders],
        run_config=dg.RunConfig({"orders": config}),
    )
    assert capsys.readouterr().out == "kind='file' path='a'\n"


def test_every_field_of_the_choice_fixes_it(mend: Mend) -> None:
    wrong = '"url": "shop.example/v2"'
    mended = mend(
        f"{PAGE}/mistake_part_of_the_default", {wrong: f'{wrong}, "pages": 50'}
    )
    assert mended[1] == "kind='api' url='shop.example/v2' pages=50"


def test_a_resource_in_a_union_is_never_opened(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(f"{PAGE}/mistake_resource_never_opened") == ["stored in cloud"]
    place = mistake_resource_never_opened.Disk(folder="orders")
    store = mistake_resource_never_opened.Store(place=place)
    dg.materialize(
        [mistake_resource_never_opened.orders], resources={"store": store}
    )
    assert capsys.readouterr().out == "stored in disk\n"


def test_a_base_class_instead_of_the_union_opens_it(mend: Mend) -> None:
    changes = {
        "class Disk(dg.ConfigurableResource)": (
            "class Place(dg.ConfigurableResource):\n    kind: str\n\n\n"
            "class Disk(Place)"
        ),
        "class Cloud(dg.ConfigurableResource)": "class Cloud(Place)",
        'Disk | Cloud = Field(discriminator="kind")': "Place",
    }
    mended = mend(f"{PAGE}/mistake_resource_never_opened", changes)
    assert mended == ["opened orders", "stored in cloud"]
