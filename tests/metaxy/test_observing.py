"""Every claim of docs/metaxy/observing.md, proved."""

import warnings
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.metaxy.conftest import Load, keep, keep_pending, use_another_default

PAGE = "metaxy/observing"


def test_an_observation_counts_what_somebody_else_wrote(run: Run) -> None:
    assert run(f"{PAGE}/orders_from_elsewhere") == [
        "1 rows, 40 in all",
        "2 rows, 100 in all",
        "2 data versions",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "orders_from_elsewhere",
        "observation_jobs",
        "none_pending",
        "mistake_nothing_written_yet",
        "mistake_another_name_for_the_store",
    ],
)
def test_the_id_tells_one_order_from_another_in_each_program(
    load: Load, name: str
) -> None:
    orders = load(f"observing/{name}").Orders
    assert [keep(orders, [7]), keep(orders, [7, 8])] == [[7], [8]]
    assert [path.name for path in Path("metadata").iterdir()] == [
        "orders.delta"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "orders_from_elsewhere",
        "mistake_nothing_written_yet",
        "mistake_another_name_for_the_store",
        "mistake_a_job_for_an_observable_asset",
    ],
)
def test_only_the_note_on_the_beta_is_silenced(load: Load, name: str) -> None:
    warnings.filterwarnings("error", "another")
    load(f"observing/{name}")
    with pytest.raises(UserWarning, match="another"):
        warnings.warn("another", stacklevel=1)


def observe(defs: Any, job: str = "observe") -> int:
    """Count the rows that the only observation of a job sees."""
    run = defs.resolve_job_def(job).execute_in_process()
    [event] = run.get_asset_observation_events()
    seen = event.asset_observation_data.asset_observation
    return int(seen.metadata["dagster/row_count"].value)


def test_once_somebody_has_written_the_rows_can_be_observed(
    load: Load,
) -> None:
    page = load("observing/mistake_nothing_written_yet")
    keep(page.Orders, [7])
    use_another_default()
    assert observe(page.defs) == 1


def test_an_observable_asset_cannot_be_run(load: Load) -> None:
    page = load("observing/orders_from_elsewhere")
    graph = page.defs.resolve_asset_graph()
    assert graph.observable_asset_keys == {page.dg.AssetKey("orders")}
    assert graph.materializable_asset_keys == set()


def test_the_data_version_changes_when_rows_go(load: Load) -> None:
    page = load("observing/orders_from_elsewhere")
    sold = page.pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    versions = []
    with page.config.get_store("dev").open("w") as store:
        for order in (7, 8):
            store.write(page.Orders, sold.with_columns(id=page.pl.lit(order)))
        for _ in range(2):
            rows = store.read(page.Orders)
            versions.append(page.mxd.compute_stats_from_lazy_frame(rows))
            store.delete(page.Orders, filters=page.nw.col("id") == 8)
    assert [stats.row_count for stats in versions] == [2, 1]
    assert versions[0].data_version != versions[1].data_version


def test_the_data_version_is_the_mean_of_the_creation_times(
    load: Load,
) -> None:
    page = load("observing/orders_from_elsewhere")
    sold = page.pl.DataFrame({"id": [7, 8], "amount": [40, 60]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("dev").open("w") as store:
        for number in range(2):
            store.write(page.Orders, sold[number : number + 1])
        rows = store.read(page.Orders)
        stats = page.mxd.compute_stats_from_lazy_frame(rows)
        created = rows.collect()["metaxy_created_at"].to_native()
    mean = created.cast(page.pl.Float64).mean()
    assert stats.data_version.value == str(mean)


def test_as_a_decorator_it_takes_the_key_of_the_feature(load: Load) -> None:
    page = load("observing/orders_from_elsewhere")

    @page.mxd.observable_metaxy_asset(feature="orders")  # type: ignore[untyped-decorator]
    def sales(context: object, store: object, rows: object) -> None: ...

    assert sales.key == page.dg.AssetKey("orders")


def test_a_job_observes_without_running_the_asset(run: Run) -> None:
    assert run(f"{PAGE}/observation_jobs") == [
        "observe_orders 1",
        "watch 1",
    ]


@pytest.mark.parametrize("key", ["orders", "sales"])
def test_definitions_refuse_a_job_that_shares_its_name_with_its_op(
    load: Load, key: str
) -> None:
    import dagster as dg

    page = load("observing/observation_jobs")
    dg.Definitions.validate_loadable(page.defs)
    spec = dg.AssetSpec(key, metadata={"metaxy/feature": "orders"})
    defs = dg.Definitions(
        jobs=page.mxd.build_metaxy_observation_job(spec),
        resources=page.resources,
    )
    if key == "sales":
        dg.Definitions.validate_loadable(defs)
        return
    with pytest.raises(
        dg.DagsterInvalidDefinitionError,
        match="Conflicting definitions found in repository with name "
        "'observe_orders'",
    ):
        dg.Definitions.validate_loadable(defs)


def test_definitions_hold_the_job_for_many_assets(load: Load) -> None:
    page = load("observing/observation_jobs")
    keep(page.Orders, [7])
    use_another_default()
    assert observe(page.defs, "watch") == 1
    assert page.orders.specs_by_key[page.orders.key].kinds == {"metaxy"}


def test_an_observation_job_materializes_nothing(load: Load) -> None:
    page = load("observing/observation_jobs")
    rows = page.pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, rows)
    run = page.observe_orders.execute_in_process(resources=page.resources)
    assert run.get_asset_materialization_events() == []
    assert len(run.get_asset_observation_events()) == 1


def test_the_check_fails_while_an_invoice_is_pending(run: Run) -> None:
    assert run(f"{PAGE}/none_pending") == ["False", "True"]


def test_the_check_belongs_to_an_asset_that_metaxy_describes(
    load: Load,
) -> None:
    page = load("observing/none_pending")
    [key] = page.none_pending.check_keys
    assert page.invoices.specs_by_key[key.asset_key].kinds == {"metaxy"}


@pytest.mark.parametrize("what", ["stale", "orphaned"])
def test_the_check_fails_for_stale_and_orphaned_rows_too(
    load: Load, what: str
) -> None:
    page = load("observing/none_pending")
    row = page.pl.DataFrame({"id": [7]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct(amount=page.pl.lit(40))
    )
    changed = row.with_columns(
        metaxy_provenance_by_field=page.pl.struct(amount=page.pl.lit(45))
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, row)
        store.write(page.Invoices, store.resolve_update(page.Invoices).new)
        if what == "stale":
            store.write(page.Orders, changed)
        else:
            store.delete(page.Orders, filters=[])
        assert len(getattr(store.resolve_update(page.Invoices), what)) == 1
        assert not page.none_pending(page.config.get_store("dev")).passed


def test_new_orders_request_one_run_of_the_invoices(run: Run) -> None:
    assert run(f"{PAGE}/as_soon_as_there_are_orders") == ["0 1"]


def test_orders_run_first_in_both_dagster_and_metaxy(load: Load) -> None:
    page = load("observing/as_soon_as_there_are_orders")
    both = [page.invoices, page.orders]
    run = page.dg.materialize(both)
    materialized = run.get_asset_materialization_events()
    keys = [event.asset_key.to_user_string() for event in materialized]
    assert keys == ["orders", "invoices"]
    kinds = [spec.kinds for asset in both for spec in asset.specs]
    assert kinds == [{"metaxy"}, {"metaxy"}]
    load("first_features/from_a_file")  # its store
    keep(page.Orders, [7])
    assert keep_pending(page.Invoices) == [7]
    assert keep_pending(page.Invoices) == []


def test_a_feature_that_nobody_wrote_cannot_be_observed(run: Run) -> None:
    with pytest.raises(Exception, match="Feature orders not found in store"):
        run(f"{PAGE}/mistake_nothing_written_yet")


def test_an_empty_table_can_be_observed(load: Load) -> None:
    page = load("observing/orders_from_elsewhere")
    rows = page.pl.DataFrame([], {"id": int, "amount": int}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, rows)
    use_another_default()
    assert observe(page.defs) == 0


def test_the_observation_looks_for_a_resource_called_store(run: Run) -> None:
    with pytest.raises(Exception, match="resource with key 'store' required"):
        run(f"{PAGE}/mistake_another_name_for_the_store")


def test_a_resource_called_store_is_found(load: Load) -> None:
    import dagster as dg

    page = load("observing/mistake_another_name_for_the_store")
    keep(page.Orders, [7])
    use_another_default()
    store = page.defs.resources["metadata"]
    defs = dg.Definitions(
        [page.orders], jobs=page.defs.jobs, resources={"store": store}
    )
    assert observe(defs) == 1


def test_store_resource_key_names_another_resource(load: Load) -> None:
    page = load("observing/orders_from_elsewhere")
    observe = page.mxd.observable_metaxy_asset(
        feature="orders", store_resource_key="metadata"
    )
    page.dg.Definitions.validate_loadable(
        page.dg.Definitions(
            assets=[observe(page.measure)],
            resources={"metadata": page.mxd.MetaxyStoreFromConfigResource()},
        )
    )


def test_an_observable_asset_has_no_observation_job(run: Run) -> None:
    with pytest.raises(TypeError, match="got SourceAsset"):
        run(f"{PAGE}/mistake_a_job_for_an_observable_asset")


def test_a_job_of_dagster_observes_an_observable_asset(load: Load) -> None:
    import dagster as dg

    page = load("observing/mistake_a_job_for_an_observable_asset")
    load("first_features/from_a_file")  # its store
    keep(page.Orders, [7])
    defs = dg.Definitions(
        [page.orders],
        jobs=[dg.define_asset_job("observe", selection=["orders"])],
        resources={"store": page.mxd.MetaxyStoreFromConfigResource()},
    )
    assert observe(defs) == 1
