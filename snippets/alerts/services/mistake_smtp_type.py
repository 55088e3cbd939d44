"""A kind of encryption that Dagster does not know."""

import dagster as dg


@dg.asset
def orders() -> None:
    raise ValueError


tell = dg.make_email_on_run_failure_sensor(
    email_from="dagster@shop.example",
    email_password="secret",
    email_to=["team@shop.example"],
    smtp_host="smtp.shop.example",
    smtp_type="TLS",
)
defs = dg.Definitions([orders], sensors=[tell])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
    with dg.DagsterInstance.ephemeral() as instance:
        run = dg.materialize([orders], instance=instance, raise_on_error=False)
        context = dg.build_run_status_sensor_context(
            "tell", run.get_run_failure_event(), instance, run.dagster_run
        )
        tell(context)
