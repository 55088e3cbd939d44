"""Find out the shops in one asset, and run another for each of them."""

import dagster as dg

shops = dg.DynamicPartitionsDefinition(name="shops")


@dg.asset
def shop_list(context: dg.AssetExecutionContext) -> None:
    context.instance.add_dynamic_partitions("shops", ["berlin", "lyon"])


@dg.asset(partitions_def=shops, deps=[shop_list])
def revenue(context: dg.AssetExecutionContext) -> None:
    print(f"add up the orders of {context.partition_key}")
    # → add up the orders of berlin
    # → add up the orders of lyon


defs = dg.Definitions(assets=[shop_list, revenue])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(2):
            dg.materialize([shop_list], instance=instance)
        for key in instance.get_dynamic_partitions("shops"):
            dg.materialize([revenue], partition_key=key, instance=instance)
