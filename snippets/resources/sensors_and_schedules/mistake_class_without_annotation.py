"""A plain class that a sensor mistakes for its context."""

import dagster as dg


class Inbox:
    def names(self) -> list[str]:
        return ["monday.csv"]


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files(inbox: Inbox) -> dg.SkipReason:
    return dg.SkipReason(f"found {inbox.names()}")


if __name__ == "__main__":
    with dg.build_sensor_context(resources={"inbox": Inbox()}) as context:
        new_files.evaluate_tick(context)
