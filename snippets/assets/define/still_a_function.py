"""Call an asset as the function that it was, without a run."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return [40, 60]


if __name__ == "__main__":
    print(orders())
    # → [40, 60]

    with dg.DagsterInstance.ephemeral() as instance:
        print(instance.get_latest_materialization_event(orders.key))
        # → None
        dg.materialize([orders], instance=instance)
        event = instance.get_latest_materialization_event(orders.key)
        print(event is not None)
        # → True
