"""Log from a function that has no context."""

import dagster as dg


def without_refunds(amounts: list[int]) -> list[int]:
    kept = [amount for amount in amounts if amount > 0]
    dg.get_dagster_logger().info(
        "%s refunds left out", len(amounts) - len(kept)
    )
    return kept


@dg.asset
def revenue() -> None:
    print(sum(without_refunds([40, 60, -25])))
    # → 100


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([revenue], instance=instance)
        for entry in instance.all_logs(result.run_id):
            if not entry.is_dagster_event:
                print(entry.step_key, entry.user_message)
                # → revenue 1 refunds left out
