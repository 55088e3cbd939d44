"""Start a job after an asset, and tell it what the asset wrote."""

import dagster as dg


class Mail(dg.Config):
    rows: int


@dg.asset
def orders() -> dg.MaterializeResult:
    return dg.MaterializeResult(metadata={"rows": 40})


@dg.op
def send(config: Mail) -> None:
    print(f"sent: {config.rows} orders")
    # → sent: 40 orders


@dg.job
def mail() -> None:
    send()


@dg.asset_sensor(asset_key=orders.key, job=mail)
def after_orders(
    context: dg.SensorEvaluationContext, event: dg.EventLogEntry
) -> dg.RunRequest:
    written = event.asset_materialization
    rows = int(str(written.metadata["rows"].value)) if written else 0
    return dg.RunRequest(run_config=dg.RunConfig({"send": Mail(rows=rows)}))


defs = dg.Definitions(assets=[orders], jobs=[mail], sensors=[after_orders])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([orders], instance=instance)
        with dg.build_sensor_context(instance, definitions=defs) as context:
            tick = after_orders.evaluate_tick(context)
    for request in tick.run_requests or []:
        mail.execute_in_process(run_config=request.run_config)
