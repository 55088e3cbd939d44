"""A schedule that returns a configuration without a request around it."""

import dagster as dg


class Load(dg.Config):
    limit: int


@dg.asset
def orders(config: Load) -> None: ...


@dg.schedule(target=[orders], cron_schedule="0 6 * * *")
def every_morning() -> dg.RunConfig:
    return dg.RunConfig({"orders": Load(limit=5)})


if __name__ == "__main__":
    with dg.build_schedule_context() as context:
        every_morning.evaluate_tick(context)
