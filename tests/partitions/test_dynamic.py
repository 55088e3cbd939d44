"""Every claim of docs/partitions/dynamic.md, proved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.partitions.dynamic import (
    a_key_for_each_file,
    added_by_an_asset,
    mistake_key_not_added,
    mistake_last_key_in_a_sensor,
    mistake_no_instance,
    mistake_tested_by_a_call,
    tick_after_tick,
)
from tests.conftest import Mend, Run

PAGE = "partitions/dynamic"
REPOSITORY = a_key_for_each_file.defs.get_repository_def()


@dataclass
class Shop:
    """The sensor, its folder, and an instance that does what it asks for."""

    instance: dg.DagsterInstance
    folder: Path

    @property
    def keys(self) -> Sequence[str]:
        return self.instance.get_dynamic_partitions("order_files")

    @property
    def resources(self) -> dict[str, a_key_for_each_file.Inbox]:
        return {"inbox": a_key_for_each_file.Inbox(folder=str(self.folder))}

    def evaluate(
        self,
    ) -> tuple[
        list[str],
        list[
            dg.AddDynamicPartitionsRequest | dg.DeleteDynamicPartitionsRequest
        ],
    ]:
        with dg.build_sensor_context(
            instance=self.instance,
            instance_ref=self.instance.get_ref(),
            repository_def=REPOSITORY,
            resources=self.resources,
        ) as context:
            result = a_key_for_each_file.new_files.evaluate_tick(context)
        runs = [str(run.partition_key) for run in result.run_requests or []]
        return runs, list(result.dynamic_partitions_requests or [])

    def tick(self) -> list[str]:
        runs, changes = self.evaluate()
        for change in changes:
            name = change.partitions_def_name
            for key in change.partition_keys:
                if isinstance(change, dg.AddDynamicPartitionsRequest):
                    self.instance.add_dynamic_partitions(name, [key])
                else:
                    self.instance.delete_dynamic_partition(name, key)
        return runs

    def hold(self, names: set[str] | frozenset[str]) -> None:
        """Make the folder hold these files and no others."""
        for path in self.folder.iterdir():
            if path.name not in names:
                path.unlink()
        for name in names:
            (self.folder / name).touch()

    def empty(self) -> None:
        self.hold(set())
        self.tick()


@pytest.fixture(scope="module")
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.instance_for_test() as instance:
        yield instance


@pytest.fixture
def shop(instance: dg.DagsterInstance, tmp_path: Path) -> Shop:
    for key in instance.get_dynamic_partitions("order_files"):
        instance.delete_dynamic_partition("order_files", key)
    return Shop(instance, tmp_path)


def is_file_name(name: str) -> bool:
    return name not in (".", "..") and len(name.encode()) < 250


ORDER_FILES = st.from_regex(r"[\w-]{1,20}\.csv", fullmatch=True)
ANY_FILES = st.text(
    st.characters(exclude_characters="/\0", exclude_categories=["Cs"]),
    min_size=1,
).filter(is_file_name)
FOLDERS = st.lists(
    st.frozensets(
        st.one_of(
            st.sampled_from(["may.csv", "june.csv", "july.csv"]), ORDER_FILES
        ),
        max_size=4,
    ),
    min_size=1,
    max_size=6,
)
bounded = settings(deadline=None, max_examples=10)


def test_each_file_that_appears_is_requested_once_and_none_is_lost(
    shop: Shop,
) -> None:
    @bounded
    @given(FOLDERS)
    def files_come_and_go(folders: list[frozenset[str]]) -> None:
        shop.empty()
        before: frozenset[str] = frozenset()
        for names in folders:
            shop.hold(names)
            assert shop.tick() == sorted(names - before)
            assert set(shop.keys) == names
            before = names

    files_come_and_go()


def test_a_second_tick_requests_nothing(shop: Shop) -> None:
    @bounded
    @given(FOLDERS)
    def ticks_are_doubled(folders: list[frozenset[str]]) -> None:
        shop.empty()
        for names in folders:
            shop.hold(names)
            shop.tick()
            keys = shop.keys
            assert shop.tick() == []
            assert shop.keys == keys

    ticks_are_doubled()


def test_a_tick_that_was_never_carried_out_is_asked_for_again(
    shop: Shop,
) -> None:
    @bounded
    @given(st.frozensets(ORDER_FILES, max_size=4))
    def ticks_are_lost(names: frozenset[str]) -> None:
        shop.empty()
        shop.hold(names)
        lost, _ = shop.evaluate()
        assert shop.tick() == lost == sorted(names)

    ticks_are_lost()


def test_no_other_file_gets_a_key_or_stops_the_sensor(shop: Shop) -> None:
    @bounded
    @given(st.frozensets(ANY_FILES, max_size=4))
    def odd_files_appear(names: frozenset[str]) -> None:
        shop.empty()
        shop.hold({*names, "may.csv"})
        requested = shop.tick()
        assert "may.csv" in requested
        for key in requested:
            assert key.endswith(".csv")
            assert "." not in key.removesuffix(".csv")
            assert not any(c.isspace() or not c.isprintable() for c in key)

    odd_files_appear()


def test_each_key_can_be_run_and_reads_its_own_file(shop: Shop) -> None:
    @settings(deadline=None, max_examples=5)
    @given(ORDER_FILES)
    def one_file(name: str) -> None:
        shop.empty()
        shop.hold({name})
        (shop.folder / name).write_text(name)
        (key,) = shop.tick()
        result = dg.materialize(
            [a_key_for_each_file.orders],
            partition_key=key,
            instance=shop.instance,
            resources=shop.resources,
        )
        assert result.output_for_node("orders") == name

    one_file()


def test_a_tick_requests_a_run_for_a_new_file(run: Run) -> None:
    assert run(f"{PAGE}/a_key_for_each_file") == ["['may.csv']"]


def test_ticks_while_files_come_and_go(run: Run) -> None:
    assert run(f"{PAGE}/tick_after_tick") == [
        "run ['may.csv']",
        "run []",
        "run ['june.csv']",
        "keys ['june.csv']",
        "run ['may.csv']",
    ]


def test_a_file_that_is_still_being_written_under_another_name_waits(
    shop: Shop,
) -> None:
    shop.hold({"may.csv.part"})
    assert shop.tick() == []
    shop.hold({"may.csv"})
    assert shop.tick() == ["may.csv"]


def test_a_file_that_is_not_utf_8_does_not_stop_the_sensor(shop: Shop) -> None:
    shop.hold({"m\udce4rz.csv", "may.csv"})
    assert shop.tick() == ["may.csv"]


def test_a_file_that_changes_is_not_requested_again(shop: Shop) -> None:
    shop.hold({"may.csv"})
    shop.tick()
    (shop.folder / "may.csv").write_text("7,45")
    assert shop.tick() == []


def test_a_key_that_you_add_yourself_is_not_requested(shop: Shop) -> None:
    shop.instance.add_dynamic_partitions("order_files", ["may.csv"])
    shop.hold({"may.csv"})
    assert shop.tick() == []


def test_a_key_that_is_dropped_cannot_be_run_and_stays_materialized(
    shop: Shop,
) -> None:
    def read_may() -> None:
        dg.materialize(
            [a_key_for_each_file.orders],
            partition_key="may.csv",
            instance=shop.instance,
            resources=shop.resources,
        )

    shop.hold({"may.csv"})
    shop.tick()
    read_may()
    shop.empty()
    with pytest.raises(dg.DagsterUnknownPartitionError):
        read_may()
    done = shop.instance.get_materialized_partitions(
        a_key_for_each_file.orders.key
    )
    assert "may.csv" in done


def test_an_asset_adds_keys_and_adding_twice_does_no_harm(run: Run) -> None:
    assert run(f"{PAGE}/added_by_an_asset") == [
        "add up the orders of berlin",
        "add up the orders of lyon",
    ]


def test_a_new_sensor_is_stopped() -> None:
    sensor = a_key_for_each_file.new_files
    assert sensor.default_status is dg.DefaultSensorStatus.STOPPED


def test_the_definitions_are_whole() -> None:
    dg.Definitions.validate_loadable(a_key_for_each_file.defs)
    inbox = a_key_for_each_file.Inbox(folder="inbox")
    assert a_key_for_each_file.defs.resources == {"inbox": inbox}
    assert a_key_for_each_file.defs.assets == [a_key_for_each_file.orders]
    assert a_key_for_each_file.defs.sensors == [a_key_for_each_file.new_files]
    assert added_by_an_asset.defs.assets == [
        added_by_an_asset.shop_list,
        added_by_an_asset.revenue,
    ]


def test_the_asset_for_each_shop_comes_after_the_list_of_shops() -> None:
    revenue, shop_list = added_by_an_asset.revenue, added_by_an_asset.shop_list
    assert revenue.asset_deps[revenue.key] == {shop_list.key}


def test_keys_keep_the_order_in_which_they_were_added(shop: Shop) -> None:
    for key in ("lyon", "berlin", "lyon"):
        shop.instance.add_dynamic_partitions("shops", [key])
    assert added_by_an_asset.shops.get_partition_keys(
        dynamic_partitions_store=shop.instance
    ) == ["lyon", "berlin"]


def test_a_key_that_nobody_added_fails_the_tick(run: Run) -> None:
    with pytest.raises(
        dg.DagsterUnknownPartitionError, match=r"with key `may\.csv`"
    ):
        run(f"{PAGE}/mistake_key_not_added")


def test_a_key_that_somebody_added_does_not(mend: Mend) -> None:
    tick = "new_files.evaluate_tick(context)"
    add = 'instance.add_dynamic_partitions("order_files", ["may.csv"])'
    printed = mend(
        f"{PAGE}/mistake_key_not_added",
        {tick: f"{add}\n        print({tick}.run_requests[0].partition_key)"},
    )
    assert printed == ["may.csv"]


def test_a_key_that_is_added_in_the_same_tick_is_enough(shop: Shop) -> None:
    @dg.sensor(target=[mistake_key_not_added.orders])
    def new_files() -> dg.SensorResult:
        order_files = mistake_key_not_added.order_files
        return dg.SensorResult(
            run_requests=[dg.RunRequest(partition_key="may.csv")],
            dynamic_partitions_requests=[
                order_files.build_add_request(["may.csv"])
            ],
        )

    with dg.build_sensor_context(
        instance_ref=shop.instance.get_ref(),
        definitions=dg.Definitions(
            assets=[mistake_key_not_added.orders], sensors=[new_files]
        ),
    ) as context:
        (request,) = new_files.evaluate_tick(context).run_requests or []
    assert request.partition_key == "may.csv"


def test_a_call_of_the_sensor_checks_no_key(run: Run) -> None:
    assert run(f"{PAGE}/mistake_tested_by_a_call") == ["may.csv", "False"]


def test_evaluate_tick_checks_the_key_given_a_reference_to_the_instance(
    shop: Shop,
) -> None:
    module = mistake_tested_by_a_call
    with (
        dg.build_sensor_context(
            instance_ref=shop.instance.get_ref(),
            definitions=dg.Definitions(
                assets=[module.orders], sensors=[module.new_files]
            ),
        ) as context,
        pytest.raises(dg.DagsterUnknownPartitionError),
    ):
        module.new_files.evaluate_tick(context)


def test_it_finds_the_key_once_it_is_added(mend: Mend) -> None:
    add = 'instance.add_dynamic_partitions("order_files", ["may.csv"])'
    context = "context = dg.build_sensor_context("
    assert mend(
        f"{PAGE}/mistake_tested_by_a_call",
        {
            "dg.DagsterInstance.ephemeral()": "dg.instance_for_test()",
            context: f"{add}\n        {context}",
            "instance=instance": "instance_ref=instance.get_ref()",
            "new_files(context)": "new_files.evaluate_tick(context)",
            "request.partition_key": "request.run_requests[0].partition_key",
        },
    ) == ["may.csv", "True"]


def test_evaluate_tick_finds_no_keys_given_the_instance_itself(
    shop: Shop,
) -> None:
    module = mistake_tested_by_a_call
    context = dg.build_sensor_context(
        instance=shop.instance,
        definitions=dg.Definitions(
            assets=[module.orders], sensors=[module.new_files]
        ),
    )
    with pytest.raises(Exception, match="instance is not available"):
        module.new_files.evaluate_tick(context)


def test_a_run_without_the_instance_finds_no_keys(run: Run, shop: Shop) -> None:
    with pytest.raises(Exception, match="instance is not available"):
        run(f"{PAGE}/mistake_no_instance")
    shop.instance.add_dynamic_partitions("order_files", ["may.csv"])
    assert dg.materialize(
        [mistake_no_instance.orders],
        partition_key="may.csv",
        instance=shop.instance,
    ).success


def test_a_run_with_it_does(mend: Mend) -> None:
    with_instance = {"[orders], ": "[orders], instance=instance, "}
    assert mend(f"{PAGE}/mistake_no_instance", with_instance) == []


def test_definitions_with_one_name_share_their_keys(run: Run) -> None:
    assert run(f"{PAGE}/mistake_one_name_twice") == ["['berlin']"] * 2


def test_any_name_takes_keys(run: Run) -> None:
    assert run(f"{PAGE}/mistake_name_misspelt") == ["[]"]


@pytest.mark.parametrize("name", ["shops.name", '"shops"'])
def test_under_the_name_of_the_definition_it_has_them(
    mend: Mend, name: str
) -> None:
    mistake = f"{PAGE}/mistake_name_misspelt"
    assert mend(mistake, {'"shop"': name}) == ["['berlin']"]


def test_a_definition_knows_its_name() -> None:
    assert dg.DynamicPartitionsDefinition(name="shops").name == "shops"


def test_a_key_that_is_not_utf_8_is_refused(run: Run) -> None:
    with pytest.raises(UnicodeEncodeError, match="surrogates not allowed"):
        run(f"{PAGE}/mistake_odd_file_name")


def test_one_such_file_stops_every_tick_of_a_sensor_without_a_pattern(
    instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = {"m\udce4rz.csv", "may.csv"}
    monkeypatch.setattr(tick_after_tick, "inbox", inbox)
    for _ in range(2):
        with pytest.raises(UnicodeEncodeError):
            tick_after_tick.tick(instance)
    inbox.remove("m\udce4rz.csv")
    tick_after_tick.tick(instance)
    assert instance.has_dynamic_partition("order_files", "may.csv")


def test_the_definition_itself_does_not_look_for_an_instance() -> None:
    files = dg.DynamicPartitionsDefinition(name="order_files")
    found: list[object] = []

    def ask(context: Any) -> None:
        found.append(context.instance.get_dynamic_partitions("order_files"))
        found.append(files.get_partition_keys())

    @dg.asset(partitions_def=files)
    def orders(context: dg.AssetExecutionContext) -> None:
        ask(context)

    @dg.sensor(target=[orders])
    def new_files(context: dg.SensorEvaluationContext) -> None:
        ask(context)

    @dg.schedule(target=[orders], cron_schedule="0 6 * * *")
    def daily(context: dg.ScheduleEvaluationContext) -> None:
        ask(context)

    message = "The instance is not available to load partitions"
    with dg.instance_for_test() as instance:
        instance.add_dynamic_partitions("order_files", ["monday.csv"])
        with pytest.raises(Exception, match=message):
            dg.materialize(
                [orders], instance=instance, partition_key="monday.csv"
            )
        with pytest.raises(Exception, match=message):
            new_files(dg.build_sensor_context(instance=instance))
        with pytest.raises(Exception, match=message):
            daily(dg.build_schedule_context(instance=instance))
    assert found == [["monday.csv"]] * 3


def test_the_definition_does_not_know_its_last_key_in_a_sensor(
    run: Run,
) -> None:
    with pytest.raises(Exception, match="instance is not available"):
        run(f"{PAGE}/mistake_last_key_in_a_sensor")


def test_the_instance_knows_the_last_key_in_a_sensor(mend: Mend) -> None:
    right = "context.instance.get_dynamic_partitions('order_files')[-1]"
    assert mend(
        f"{PAGE}/mistake_last_key_in_a_sensor",
        {
            "order_files.get_last_partition_key()": right,
            "            newest_file(context)": (
                "            print(newest_file(context).partition_key)"
            ),
        },
    ) == ["may.csv"]


def test_the_sensor_asks_for_the_newest_file_of_the_orders() -> None:
    module = mistake_last_key_in_a_sensor
    assert module.order_files.name == "order_files"
    assert module.orders.partitions_def == module.order_files
    defs = dg.Definitions([module.orders], sensors=[module.newest_file])
    assert defs.resolve_sensor_def("newest_file").has_jobs
