"""Log from a function that has no context."""

import dagster as dg


def read_orders() -> list[int]:
    amounts = [40, 60]
    dg.get_dagster_logger().info("%s orders read", len(amounts))
    return amounts


@dg.asset
def revenue() -> None:
    print(sum(read_orders()))
    # → 100


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([revenue], instance=instance)
        for entry in instance.all_logs(result.run_id):
            if not entry.is_dagster_event:
                print(entry.step_key, entry.user_message)
                # → revenue 2 orders read
