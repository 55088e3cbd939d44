"""Every claim of docs/resources/configure.md, proved."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from unittest import mock

import dagster as dg
import pytest
from pydantic import ValidationError, field_validator, model_validator

from snippets.resources.configure import (
    configured_at_launch,
    development_and_production,
    limit_checked_when_opened,
    misspelt_field_refused,
    mistake_bool_from_a_variable,
    mistake_limit_on_a_variable,
    mistake_misspelt_field,
    mistake_override_resets_the_rest,
    mistake_resource_of_no_field,
    mistake_variable_missing,
    read_when_a_run_starts,
    values_and_a_variable,
)
from tests.conftest import Mend, Run

PAGE = "resources/configure"


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    with mock.patch.dict(os.environ):
        yield


def value_in_a_run(resource: object, field: str, **kwargs: Any) -> object:
    """Materialize an asset and give what a field of its resource holds."""
    seen: list[object] = []

    @dg.asset
    def orders(database: dg.ResourceParam[Any]) -> None:
        seen.append(getattr(database, field))

    dg.materialize([orders], resources={"database": resource}, **kwargs)
    return seen[0]


def run_config(**config: object) -> dict[str, Any]:
    return {"resources": {"database": {"config": config}}}


def test_a_variable_set_after_definitions_is_seen_by_the_run(run: Run) -> None:
    assert run(f"{PAGE}/values_and_a_variable") == [":memory:", "[(3,)]"]


def test_a_query_goes_to_the_file_at_the_path(tmp_path: Path) -> None:
    path = tmp_path / "shop.duckdb"
    values_and_a_variable.Database(path=str(path)).query("select 40")
    assert path.exists()


def test_a_field_without_a_default_must_be_given() -> None:
    settings: dict[str, Any] = {"threads": 2}
    with pytest.raises(ValidationError, match="path"):
        values_and_a_variable.Database(**settings)


def test_a_field_with_a_default_need_not_be_given() -> None:
    assert values_and_a_variable.Database(path=":memory:").threads == 1


@pytest.mark.parametrize("threads", [0, 65, "many"])
def test_a_wrong_value_raises_where_the_resource_is_built(
    threads: object,
) -> None:
    settings: dict[str, Any] = {"path": ":memory:", "threads": threads}
    with pytest.raises(ValidationError, match="threads"):
        values_and_a_variable.Database(**settings)


@pytest.mark.parametrize("threads", [1, 64])
def test_the_limits_themselves_are_allowed(threads: int) -> None:
    database = values_and_a_variable.Database(path=":memory:", threads=threads)
    assert database.threads == threads


def test_validators_of_pydantic_work() -> None:
    class Database(dg.ConfigurableResource):
        path: str
        backup: str

        @field_validator("path")
        @classmethod
        def is_absolute(cls, path: str) -> str:
            if not path.startswith("/"):
                raise ValueError("not absolute")
            return path

        @model_validator(mode="after")
        def are_two_files(self) -> "Database":
            if self.path == self.backup:
                raise ValueError("the same file")
            return self

    with pytest.raises(ValidationError, match="not absolute"):
        Database(path="shop.duckdb", backup="/b")
    with pytest.raises(ValidationError, match="the same file"):
        Database(path="/b", backup="/b")
    assert value_in_a_run(Database(path="/a", backup="/b"), "path") == "/a"


def test_each_run_reads_the_variable_again(run: Run) -> None:
    assert run(f"{PAGE}/read_when_a_run_starts") == [
        "one 50",
        "two 20",
        "'PAYMENTS_TOKEN'",
    ]


def stored_with_a_run(payments: object) -> str:
    job = dg.Definitions(
        assets=[read_when_a_run_starts.orders],
        jobs=[dg.define_asset_job("shop")],
        resources={"payments": payments},
    ).resolve_job_def("shop")
    with dg.DagsterInstance.ephemeral() as instance:
        stored = job.execute_in_process(instance=instance).dagster_run
        assert stored.job_snapshot_id
        snapshot = instance.get_job_snapshot(stored.job_snapshot_id)
    return dg.serialize_value(snapshot) + dg.serialize_value(stored)


def test_dagster_stores_the_name_of_a_variable_and_not_its_value() -> None:
    os.environ.update(PAYMENTS_TOKEN="a secret", PAYMENTS_PAGE_SIZE="50")
    stored = stored_with_a_run(read_when_a_run_starts.payments)
    assert "PAYMENTS_TOKEN" in stored
    assert "a secret" not in stored


def test_a_secret_from_os_environ_is_stored_with_each_run() -> None:
    os.environ["PAYMENTS_TOKEN"] = "a secret"
    payments = read_when_a_run_starts.Payments(
        token=os.environ["PAYMENTS_TOKEN"], page_size=50
    )
    assert "a secret" in stored_with_a_run(payments)


def test_development_and_production_have_their_own_resources(run: Run) -> None:
    os.environ.pop("SHOP_DEPLOYMENT", None)
    assert run(f"{PAGE}/development_and_production") == [
        ":memory: 1",
        "/data/shop.duckdb 8",
    ]


def test_a_variable_chooses_the_deployment(run: Run) -> None:
    os.environ["SHOP_DEPLOYMENT"] = "production"
    os.environ["SHOP_DATABASE"] = "/data/shop.duckdb"
    first, _ = run(f"{PAGE}/development_and_production")
    assert first == "/data/shop.duckdb 8"


def test_development_needs_no_variable_of_production() -> None:
    os.environ.pop("SHOP_DATABASE", None)
    resources = development_and_production.RESOURCES["development"]
    assert value_in_a_run(resources["database"], "path") == ":memory:"


def test_an_unknown_deployment_raises_when_the_code_loads(run: Run) -> None:
    os.environ["SHOP_DEPLOYMENT"] = "prod"
    with pytest.raises(KeyError, match="prod"):
        run(f"{PAGE}/development_and_production")


def test_a_launch_gives_values_and_keeps_the_defaults(run: Run) -> None:
    assert run(f"{PAGE}/configured_at_launch") == [
        "/data/january.duckdb 2",
        "/data/february.duckdb 4",
    ]


def launch(config: dict[str, Any]) -> dg.ExecuteInProcessResult:
    return dg.materialize(
        [configured_at_launch.revenue],
        resources=configured_at_launch.defs.resources,
        run_config=config,
        raise_on_error=False,
    )


def test_a_launch_without_a_value_fails_before_the_first_asset() -> None:
    with pytest.raises(dg.DagsterInvalidConfigError, match=r"'path': '\.\.\.'"):
        launch({})


def test_a_launch_with_an_unknown_field_fails_before_the_first_asset() -> None:
    with pytest.raises(dg.DagsterInvalidConfigError, match='entry "thread"'):
        launch(run_config(path="/data", thread=2))


def test_run_config_names_a_variable_with_env() -> None:
    os.environ["SHOP_DATABASE"] = "/data/shop.duckdb"
    path = value_in_a_run(
        configured_at_launch.Database.configure_at_launch(),
        "path",
        run_config=run_config(path={"env": "SHOP_DATABASE"}),
    )
    assert path == "/data/shop.duckdb"
    assert configured_at_launch.Database(path="/data").threads == 1


def test_dagster_yaml_rejects_resources(run: Run) -> None:
    assert run(f"{PAGE}/mistake_resources_in_dagster_yaml") == [
        'Received unexpected config entry "resources" at the root.'
    ]


def test_a_missing_variable_fails_the_run_and_not_the_definitions(
    run: Run,
) -> None:
    os.environ.pop("PAYMENTS_TOKEN", None)
    said = " ".join(run(f"{PAGE}/mistake_variable_missing"))
    assert 'variable "PAYMENTS_TOKEN" which is not set' in said
    defs = mistake_variable_missing.defs
    dg.Definitions.validate_loadable(defs)


class Validated(dg.ConfigurableResource):
    token: str

    @field_validator("token")
    @classmethod
    def refuse(cls, token: str) -> str:
        if token == "secret-7":
            raise ValueError("is out of date")
        return token


class Checked(dg.ConfigurableResource):
    token: str

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        raise ValueError("the token is out of date")


@pytest.mark.parametrize(("payments", "leaks"), [(Validated, 1), (Checked, 0)])
def test_a_validator_writes_a_refused_secret_into_the_log(
    payments: type[Validated | Checked], leaks: bool
) -> None:
    @dg.asset
    def orders(payments: dg.ResourceParam[object]) -> None: ...

    os.environ["PAYMENTS_TOKEN"] = "secret-7"
    with dg.instance_for_test() as instance:
        result = dg.materialize(
            [orders],
            resources={"payments": payments(token=dg.EnvVar("PAYMENTS_TOKEN"))},
            instance=instance,
            raise_on_error=False,
        )
        log = " ".join(map(str, instance.all_logs(result.run_id)))
    assert "out of date" in log
    assert ("secret-7" in log) == leaks


def test_the_default_of_a_field_does_not_replace_a_missing_variable() -> None:
    payments = mistake_variable_missing.Payments
    assert value_in_a_run(payments(), "token") == "a token for tests"
    with pytest.raises(dg.DagsterInvalidConfigError):
        value_in_a_run(payments(token=dg.EnvVar("NOT_SET")), "token")


def test_a_variable_in_an_f_string_raises(run: Run) -> None:
    with pytest.raises(RuntimeError, match=r'EnvVar\("SHOP_FOLDER"\)'):
        run(f"{PAGE}/mistake_variable_in_an_f_string")


def test_two_fields_in_place_of_the_f_string_mend_it(mend: Mend) -> None:
    changes = {
        "    path: str\n": "    folder: str\n    file: str\n",
        'Database(path=f"{folder}/shop.duckdb")': (
            'print(Database(folder=folder, file="shop.duckdb"))'
        ),
    }
    mended = mend(f"{PAGE}/mistake_variable_in_an_f_string", changes)
    assert mended == ["folder='SHOP_FOLDER' file='shop.duckdb'"]


def test_two_fields_joined_in_a_method_replace_the_f_string() -> None:
    class Database(dg.ConfigurableResource):
        folder: str
        file: str

        @property
        def path(self) -> str:
            return f"{self.folder}/{self.file}"

    os.environ["SHOP_FOLDER"] = "/data"
    database = Database(folder=dg.EnvVar("SHOP_FOLDER"), file="shop.duckdb")
    assert value_in_a_run(database, "path") == "/data/shop.duckdb"


def test_adding_to_a_variable_gives_its_name(run: Run) -> None:
    assert run(f"{PAGE}/mistake_variable_added_to_text") == [
        "SHOP_FOLDER/shop.duckdb"
    ]
    assert os.environ["SHOP_FOLDER"] == "/data"


def test_what_takes_any_text_takes_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.environ["SHOP_DATABASE"] = str(tmp_path / "shop.sqlite")
    database = configured_at_launch.Database(path=dg.EnvVar("SHOP_DATABASE"))
    sqlite3.connect(database.path).close()
    assert [path.name for path in tmp_path.iterdir()] == ["SHOP_DATABASE"]


def test_get_value_reads_a_variable_outside_a_run() -> None:
    os.environ["SHOP_FOLDER"] = "/data"
    assert dg.EnvVar("SHOP_FOLDER").get_value() == "/data"


def test_a_limit_rejects_a_variable_before_it_is_read(run: Run) -> None:
    with pytest.raises(ValidationError, match="input_value=0"):
        run(f"{PAGE}/mistake_limit_on_a_variable")
    page_size = dg.EnvVar.int("PAYMENTS_PAGE_SIZE").get_value()
    assert page_size == 50
    for page_size in [1, 50, 100]:
        payments = mistake_limit_on_a_variable.Payments(page_size=page_size)
        assert payments.page_size == page_size
    with pytest.raises(ValidationError):
        mistake_limit_on_a_variable.Payments(page_size=101)


def test_the_name_of_the_variable_stands_in_for_a_text() -> None:
    class Payments(dg.ConfigurableResource):
        token: Literal["one", "two"]

    settings: dict[str, Any] = {"token": dg.EnvVar("PAYMENTS_TOKEN")}
    with pytest.raises(ValidationError, match="input_value='PAYMENTS_TOKEN'"):
        Payments(**settings)


def test_setup_for_execution_knows_the_value(run: Run) -> None:
    assert run(f"{PAGE}/limit_checked_when_opened") == [
        "page_size is 500, not 1 to 100"
    ]


@pytest.mark.parametrize("page_size", [1, 100])
def test_setup_for_execution_lets_a_right_value_pass(page_size: int) -> None:
    os.environ["PAYMENTS_PAGE_SIZE"] = str(page_size)
    resources = limit_checked_when_opened.defs.resources
    assert resources
    assert value_in_a_run(resources["payments"], "page_size") == page_size


@pytest.mark.parametrize("page_size", [0, 101])
def test_setup_for_execution_rejects_what_is_past_a_limit(
    page_size: int,
) -> None:
    payments = limit_checked_when_opened.Payments(page_size=page_size)
    with pytest.raises(dg.DagsterResourceFunctionError):
        value_in_a_run(payments, "page_size")


def test_a_bool_rejects_a_text_variable(run: Run) -> None:
    with pytest.raises(
        ValidationError,
        match=r"1 validation error.*\nread_only\n.*'SHOP_READ_ONLY'",
    ):
        run(f"{PAGE}/mistake_bool_from_a_variable")
    assert os.environ["SHOP_READ_ONLY"] == "true"


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", True), ("false", False), ("1", True), ("0", False)],
)
def test_a_bool_takes_an_int_variable(text: str, value: bool) -> None:
    os.environ["SHOP_READ_ONLY"] = text
    settings: dict[str, Any] = {"read_only": dg.EnvVar.int("SHOP_READ_ONLY")}
    database = mistake_bool_from_a_variable.Database(**settings)
    assert value_in_a_run(database, "read_only") is value


@pytest.mark.parametrize("variable", [dg.EnvVar, dg.EnvVar.int])
@pytest.mark.parametrize("kind", [float, Literal["1"]])
def test_a_fraction_and_a_literal_take_no_variable(
    variable: Any, kind: Any
) -> None:
    class Payments(dg.ConfigurableResource):
        fee: kind

    os.environ["PAYMENTS_FEE"] = "1"
    with pytest.raises((ValidationError, dg.DagsterInvalidConfigError)):
        value_in_a_run(Payments(fee=variable("PAYMENTS_FEE")), "fee")


def test_a_misspelt_field_is_ignored(run: Run) -> None:
    assert run(f"{PAGE}/mistake_misspelt_field") == [
        "path='/data/shop.duckdb' threads=1"
    ]
    right: dict[str, Any] = {"path": "/data", "threads": 8}
    assert mistake_misspelt_field.Database(**right).threads == 8


def test_a_misspelt_field_is_refused_where_extra_is_forbidden(run: Run) -> None:
    assert run(f"{PAGE}/misspelt_field_refused") == [
        "('thread',) Extra inputs are not permitted"
    ]


def test_a_resource_that_forbids_extra_fields_runs() -> None:
    database = misspelt_field_refused.Database(path="/data", threads=2)
    assert value_in_a_run(database, "threads") == 2
    assert misspelt_field_refused.Database(path="/data").threads == 1


def test_run_config_resets_what_it_does_not_set(run: Run) -> None:
    assert run(f"{PAGE}/mistake_override_resets_the_rest") == [
        "/data/shop.duckdb 8",
        "/data/archive.duckdb 1",
    ]


def test_configure_at_launch_keeps_what_run_config_does_not_set() -> None:
    database = mistake_override_resets_the_rest.Database.configure_at_launch(
        path="/data/shop.duckdb", threads=8
    )
    assert value_in_a_run(database, "path") == "/data/shop.duckdb"
    other = run_config(path="/data/archive.duckdb")
    assert value_in_a_run(database, "threads", run_config=other) == 8


@pytest.mark.parametrize(
    ("defs", "assets"),
    [
        (values_and_a_variable.defs, [values_and_a_variable.report]),
        (read_when_a_run_starts.defs, [read_when_a_run_starts.orders]),
        (development_and_production.defs, [development_and_production.revenue]),
        (configured_at_launch.defs, [configured_at_launch.revenue]),
        (limit_checked_when_opened.defs, [limit_checked_when_opened.orders]),
        (mistake_variable_missing.defs, [mistake_variable_missing.orders]),
    ],
)
def test_dagster_finds_the_assets_in_the_definitions(
    defs: dg.Definitions, assets: list[dg.AssetsDefinition]
) -> None:
    assert defs.assets == assets


def test_a_resource_that_no_field_holds_keeps_the_name(run: Run) -> None:
    printed = run(f"{PAGE}/mistake_resource_of_no_field")
    assert printed == ["/data/SHOP_FOLDER"]


def test_an_f_string_and_a_path_of_it_raise_an_error() -> None:
    folder = mistake_resource_of_no_field.archive.folder
    for read in [lambda: f"{folder}", lambda: Path("/data", folder)]:
        with pytest.raises(RuntimeError, match="directly retrieve"):
            read()


def test_a_field_holds_the_value(mend: Mend) -> None:
    assert mend(
        f"{PAGE}/mistake_resource_of_no_field",
        {
            "    def get_archive(self) -> Archive:\n        return archive\n": (
                "    archive: Archive\n"
            ),
            "shop.get_archive()": "shop.archive",
            "Shop()": "Shop(archive=archive)",
        },
    ) == ["/data/spring"]


def test_build_resources_opens_a_resource_of_no_field(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SHOP_FOLDER", "spring")
    archive = mistake_resource_of_no_field.archive
    with dg.build_resources({"archive": archive}) as opened:
        assert opened.archive.folder == "spring"
