"""Find out whether an asset has new code since its last run."""

import dagster as dg


def build_orders(code: str) -> dg.AssetsDefinition:
    @dg.asset(code_version=code)
    def orders() -> None: ...

    return orders


def has_new_code(instance: dg.DagsterInstance, spec: dg.AssetSpec) -> bool:
    event = instance.get_latest_materialization_event(spec.key)
    made = event.asset_materialization if event else None
    tags = (made.tags or {}) if made else {}
    return tags.get("dagster/code_version") != spec.code_version


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([build_orders("1")], instance=instance)
        for code in ("1", "2"):
            orders = build_orders(code)
            print(has_new_code(instance, orders.get_asset_spec()))
            # → False
            # → True
