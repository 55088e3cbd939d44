"""Every claim of docs/checks/partitions.md, proved."""

from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from snippets.checks.partitions import (
    in_the_asset,
    mistake_checked_again,
    mistake_one_result_for_all,
    mistake_other_partitions,
    mistake_without_a_key,
    one_result_for_each_shop,
    query_one_day,
)
from tests.conftest import Mend, Run

pytestmark = pytest.mark.filterwarnings("ignore::dagster.PreviewWarning")
PAGE = "checks/partitions"
SHOPS = ["berlin", "paris"]


def keys_of(part: Any) -> list[str]:
    return list(part.partitions_def.get_partition_keys())


def spec_of(check: Any) -> dg.AssetCheckSpec:
    [spec] = check.check_specs
    assert isinstance(spec, dg.AssetCheckSpec)
    return spec


def name_of(check: Any) -> str:
    spec = spec_of(check)
    return f"{spec.asset_key.to_user_string()} {spec.name}"


def latest_of(
    assets: list[Any], check: Any, instance: dg.DagsterInstance
) -> str:
    """Make berlin, then paris, and read what stands for the check."""
    for shop in SHOPS:
        dg.materialize(assets, partition_key=shop, instance=instance)
    get: Any = instance.get_latest_asset_check_evaluation_record
    return str(get(spec_of(check).key).status.value)


def test_each_partition_has_its_result(run: Run) -> None:
    told = ["berlin False", "paris True"]
    assert run(f"{PAGE}/one_result_for_each_shop") == told
    page = one_result_for_each_shop
    assert page.amounts == {"berlin": -5, "paris": 40}
    assert page.defs.assets == [page.orders]
    assert page.defs.asset_checks == [page.is_positive]
    assert keys_of(page.orders) == keys_of(spec_of(page.is_positive)) == SHOPS
    assert name_of(page.is_positive) == "orders is_positive"


@pytest.mark.parametrize(("amount", "passes"), [(0, False), (1, True)])
def test_the_check_loads_the_value_of_the_key(
    amount: int, passes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = one_result_for_each_shop
    monkeypatch.setitem(page.amounts, "berlin", amount)
    shop = [page.orders, page.is_positive]
    result = dg.materialize(shop, partition_key="berlin")
    [check] = result.get_asset_check_evaluations()
    assert check.passed is passes


def test_a_failed_blocking_check_stops_only_the_run_of_its_key() -> None:
    orders = one_result_for_each_shop.orders
    shops = one_result_for_each_shop.shops

    @dg.asset_check(asset=orders, partitions_def=shops, blocking=True)
    def is_paris(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=context.partition_key == "paris")

    @dg.asset(deps=[orders], partitions_def=shops)
    def revenue() -> None: ...

    made = {
        shop: len(
            dg.materialize(
                [orders, is_paris, revenue],
                partition_key=shop,
                raise_on_error=False,
            ).get_asset_materialization_events()
        )
        for shop in SHOPS
    }
    assert made == {"berlin": 1, "paris": 2}


def test_a_query_checks_one_day(run: Run) -> None:
    assert run(f"{PAGE}/query_one_day") == ["monday True", "tuesday False"]
    page = query_one_day
    days = ["monday", "tuesday"]
    assert keys_of(page.orders) == keys_of(spec_of(page.not_empty)) == days
    assert name_of(page.not_empty) == "orders not_empty"


def test_the_table_can_be_made_again(tmp_path: Path) -> None:
    page = query_one_day
    shop = {"database": page.Database(path=f"{tmp_path}/shop.duckdb")}
    for _ in range(2):
        result = dg.materialize(
            [page.orders], resources=shop, partition_key="monday"
        )
        assert result.success


def test_the_asset_gives_a_result_for_its_key(run: Run) -> None:
    assert run(f"{PAGE}/in_the_asset") == ["berlin False", "paris True"]
    page = in_the_asset
    assert page.lines == {"berlin": ["40", "n/a"], "paris": ["25"]}
    assert keys_of(page.orders) == keys_of(spec_of(page.orders)) == SHOPS
    assert name_of(page.orders) == "orders no_bad_line"


def test_without_partitions_the_last_result_stands_for_all(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_one_result_for_all"
    assert run(name) == ["berlin None False", "paris None True"]
    page = mistake_one_result_for_all
    with dg.DagsterInstance.ephemeral() as instance:
        shop = [page.orders, page.is_open]
        assert latest_of(shop, page.is_open, instance) == "SUCCEEDED"
    assert name_of(page.is_open) == "orders is_open"
    right = {
        "import dagster as dg\n": (
            "import warnings\n\nimport dagster as dg\n\nwarnings."
            'filterwarnings("ignore", category=dg.PreviewWarning)\n'
        ),
        "(asset=orders)": "(asset=orders, partitions_def=shops)",
    }
    assert mend(name, right) == ["berlin berlin False", "paris paris True"]


def test_a_check_in_the_asset_needs_partitions_too() -> None:
    spec = dg.AssetCheckSpec("good", asset="orders")

    @dg.asset(partitions_def=in_the_asset.shops, check_specs=[spec])
    def orders() -> dg.MaterializeResult:
        check = dg.AssetCheckResult(passed=True)
        return dg.MaterializeResult(check_results=[check])

    result = dg.materialize([orders], partition_key="paris")
    [check] = result.get_asset_check_evaluations()
    assert check.partition is None


def test_other_partitions_than_those_of_the_asset_are_refused(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_other_partitions"
    with pytest.raises(dg.DagsterError, match="different partitions def"):
        run(name)
    same = {"partitions_def=open_shops": "partitions_def=shops"}
    assert mend(name, same) == []
    page = mistake_other_partitions
    assert name_of(page.not_empty) == "orders not_empty"
    assert keys_of(page.orders) == SHOPS
    assert keys_of(spec_of(page.not_empty)) == ["paris"]
    assert page.defs.assets == [page.orders]
    assert page.defs.asset_checks == [page.not_empty]
    check: Any = page.not_empty
    assert check().passed


def test_a_run_of_checks_alone_has_no_key(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_without_a_key"
    with pytest.raises(dg.DagsterError, match="for a non-partitioned run"):
        run(name)
    right = {
        "selection=dg.AssetSelection.all_asset_checks()": (
            'partition_key="paris"'
        )
    }
    assert mend(name, right) == []
    page = mistake_without_a_key
    assert keys_of(page.orders) == SHOPS
    assert name_of(page.is_open) == "orders is_open"
    for shop in SHOPS:
        result = dg.materialize([page.orders, page.is_open], partition_key=shop)
        [check] = result.get_asset_check_evaluations()
        assert check.passed is (shop == "paris")


def test_a_job_of_checks_takes_no_key() -> None:
    page = mistake_checked_again
    job = dg.define_asset_job("checks", dg.AssetSelection.all_asset_checks())
    checks = dg.Definitions(
        [page.orders], asset_checks=[page.is_open], jobs=[job]
    ).resolve_job_def("checks")
    with pytest.raises(Exception, match="There is no PartitionsDefinition"):
        checks.execute_in_process(partition_key="paris")


def test_a_key_is_refused_for_checks_alone(run: Run, mend: Mend) -> None:
    page = mistake_checked_again
    with pytest.raises(Exception, match="There is no PartitionsDefinition"):
        run(f"{PAGE}/mistake_checked_again")
    whole = {"        selection=dg.AssetSelection.all_asset_checks(),\n": ""}
    assert mend(f"{PAGE}/mistake_checked_again", whole) == []
    assert keys_of(page.orders) == keys_of(spec_of(page.is_open)) == SHOPS
    for shop in SHOPS:
        result = dg.materialize([page.orders, page.is_open], partition_key=shop)
        [check] = result.get_asset_check_evaluations()
        assert check.passed is (shop == "paris")
        assert name_of(page.is_open) == "orders is_open"


def test_in_a_range_one_result_has_no_key() -> None:
    page = one_result_for_each_shop
    policy = dg.BackfillPolicy.single_run()
    seen = []

    @dg.asset(partitions_def=page.shops, backfill_policy=policy)
    def orders() -> None: ...

    @dg.asset_check(asset=orders, partitions_def=page.shops)
    def checked(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        seen.append(list(context.partition_keys))
        return dg.AssetCheckResult(passed=True)

    tags = {
        "dagster/asset_partition_range_start": "berlin",
        "dagster/asset_partition_range_end": "paris",
    }
    result = dg.materialize([orders, checked], tags=tags)
    [check] = result.get_asset_check_evaluations()
    assert (check.partition, seen) == (None, [SHOPS])
