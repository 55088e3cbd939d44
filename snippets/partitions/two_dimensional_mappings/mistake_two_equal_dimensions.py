"""Deliveries from shop to shop, counted by the shop that gets them."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)

senders = dg.StaticPartitionsDefinition(["berlin", "lyon"])
receivers = dg.StaticPartitionsDefinition(["berlin", "lyon"])
by_receiver = dg.MultiToSingleDimensionPartitionMapping("receiver")


@dg.asset(
    partitions_def=dg.MultiPartitionsDefinition(
        {"sender": senders, "receiver": receivers}
    )
)
def deliveries() -> None: ...


@dg.asset(
    partitions_def=receivers,
    deps=[dg.AssetDep(deliveries, partition_mapping=by_receiver)],
)
def stock(context: dg.AssetExecutionContext) -> None:
    print(context.asset_partition_keys_for_input("deliveries"))


if __name__ == "__main__":
    dg.materialize([deliveries, stock], selection=[stock], partition_key="lyon")
