"""A dynamic key, and a run that has no instance to look it up in."""

import dagster as dg

order_files = dg.DynamicPartitionsDefinition(name="order_files")


@dg.asset(partitions_def=order_files)
def orders() -> None: ...


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("order_files", ["may.csv"])
        dg.materialize([orders], partition_key="may.csv")
