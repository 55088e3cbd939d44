"""Test a sensor that waits for an asset."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset
def revenue() -> None: ...


@dg.asset_sensor(
    asset_key=orders.key, job=dg.define_asset_job("revenue_job", [revenue])
)
def after_orders(context: dg.SensorEvaluationContext) -> dg.RunRequest:
    return dg.RunRequest()


defs = dg.Definitions(assets=[orders, revenue], sensors=[after_orders])


# --8<-- [start:test]
def test_a_run_follows_each_update_of_orders() -> None:
    counts = []
    cursor = None
    with dg.DagsterInstance.ephemeral() as instance:
        for is_updated in [False, True, False]:
            if is_updated:
                dg.materialize([orders], instance=instance)
            with dg.build_sensor_context(
                instance, cursor=cursor, definitions=defs
            ) as context:
                tick = after_orders.evaluate_tick(context)
            cursor = tick.cursor
            counts.append(len(tick.run_requests or []))
    assert counts == [0, 1, 0]


# --8<-- [end:test]
if __name__ == "__main__":
    test_a_run_follows_each_update_of_orders()
