"""Make invoices as soon as there are new orders."""

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd

mx.init()
order = mx.FeatureSpec(key="orders", id_columns=["id"])
invoice = mx.FeatureSpec(key="invoices", id_columns=["id"], deps=["orders"])


class Orders(mx.BaseFeature, spec=order): ...


class Invoices(mx.BaseFeature, spec=invoice): ...


# --8<-- [start:assets]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "orders"})
def orders() -> None: ...


@mxd.metaxify()
@dg.asset(
    metadata={"metaxy/feature": "invoices"},
    deps=[orders],
    automation_condition=dg.AutomationCondition.eager(),
)
def invoices() -> None: ...


defs = dg.Definitions(assets=[orders, invoices])

if __name__ == "__main__":
    both = dg.AssetSelection.all()
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([orders, invoices], instance=instance)
        before = dg.evaluate_automation_conditions(defs, instance, both)
        dg.materialize([orders], instance=instance)
        after = dg.evaluate_automation_conditions(
            defs, instance, both, cursor=before.cursor
        )
        print(before.total_requested, after.total_requested)
        # → 0 1
# --8<-- [end:assets]
