"""Find out which inputs of an asset changed since its last run."""

from collections.abc import Iterator, Mapping

import dagster as dg


def build_orders(data: str) -> dg.AssetsDefinition:
    @dg.asset
    def orders() -> dg.MaterializeResult:
        return dg.MaterializeResult(data_version=dg.DataVersion(data))

    return orders


@dg.asset(deps=["orders"])
def revenue() -> None: ...


# --8<-- [start:find]
def tags(instance: dg.DagsterInstance, key: dg.AssetKey) -> Mapping[str, str]:
    event = instance.get_latest_materialization_event(key)
    made = event.asset_materialization if event else None
    return (made.tags or {}) if made else {}


def changed(instance: dg.DagsterInstance, spec: dg.AssetSpec) -> Iterator[str]:
    used = tags(instance, spec.key)
    for dep in spec.deps:
        name = dep.asset_key.to_user_string()
        now = tags(instance, dep.asset_key).get("dagster/data_version")
        if used.get(f"dagster/input_data_version/{name}") != now:
            yield name


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([build_orders("a"), revenue], instance=instance)
        dg.materialize([build_orders("b")], instance=instance)
        print(list(changed(instance, revenue.get_asset_spec())))
        # → ['orders']
# --8<-- [end:find]
