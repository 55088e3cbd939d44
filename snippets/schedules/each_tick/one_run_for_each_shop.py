"""Request one run for each shop at each tick."""

from collections.abc import Iterator

import dagster as dg


class Shop(dg.Config):
    name: str


@dg.asset
def sales(config: Shop) -> None:
    print("sales of", config.name)
    # → sales of berlin
    # → sales of paris


# --8<-- [start:schedule]
@dg.schedule(target=[sales], cron_schedule="0 6 * * *")
def every_morning() -> Iterator[dg.RunRequest]:
    for name in ["berlin", "paris"]:
        yield dg.RunRequest(
            run_key=name,
            run_config=dg.RunConfig({"sales": Shop(name=name)}),
            tags={"shop": name},
        )


# --8<-- [end:schedule]
defs = dg.Definitions(assets=[sales], schedules=[every_morning])

if __name__ == "__main__":
    with dg.build_schedule_context() as context:
        tick = every_morning.evaluate_tick(context)
    for request in tick.run_requests or []:
        dg.materialize([sales], run_config=request.run_config)
