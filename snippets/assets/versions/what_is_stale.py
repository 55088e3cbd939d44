"""Find out which assets no longer fit their code or their inputs."""

from collections.abc import Iterator, Mapping

import dagster as dg

Assets = list[dg.AssetsDefinition]


def shop(code: str, data: str) -> Assets:
    @dg.asset(code_version=code)
    def orders() -> dg.MaterializeResult:
        return dg.MaterializeResult(data_version=dg.DataVersion(data))

    @dg.asset(code_version="1", deps=[orders])
    def revenue() -> None: ...

    return [orders, revenue]


# --8<-- [start:find]
def tags(instance: dg.DagsterInstance, key: dg.AssetKey) -> Mapping[str, str]:
    event = instance.get_latest_materialization_event(key)
    made = event.asset_materialization if event else None
    return (made.tags or {}) if made else {}


def find_stale(instance: dg.DagsterInstance, assets: Assets) -> Iterator[str]:
    for spec in (spec for asset in assets for spec in asset.specs):
        made = tags(instance, spec.key)
        if made.get("dagster/code_version") != spec.code_version:
            yield f"{spec.key.to_user_string()}: new code"
        for dep in spec.deps:
            name = dep.asset_key.to_user_string()
            now = tags(instance, dep.asset_key).get("dagster/data_version")
            if made.get(f"dagster/input_data_version/{name}") != now:
                yield f"{spec.key.to_user_string()}: new {name}"


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize(shop(code="1", data="a"), instance=instance)
        print(list(find_stale(instance, shop(code="1", data="a"))))
        # → []
        print(list(find_stale(instance, shop(code="2", data="a"))))
        # → ['orders: new code']
        for data in ("a", "b"):
            assets = shop(code="2", data=data)
            dg.materialize(assets, selection=["orders"], instance=instance)
            print(list(find_stale(instance, assets)))
            # → []
            # → ['revenue: new orders']
# --8<-- [end:find]
