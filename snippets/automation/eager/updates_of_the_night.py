"""Follow only the updates that were made by runs with a tag."""

import dagster as dg

AC = dg.AutomationCondition
night = {"load": "night"}


@dg.asset
def orders() -> None: ...


# --8<-- [start:define]
tagged: dict[str, dg.AutomationCondition] = {
    "any": AC.any_new_update_has_run_tags(tag_values=night),
    "all": AC.all_new_updates_have_run_tags(tag_values=night),
    "last": AC.executed_with_tags(tag_values=night),
}


def build(which: str) -> dg.AssetsDefinition:
    updated = AC.newly_updated() & ~AC.executed_with_root_target()
    condition = AC.any_deps_match(updated & tagged[which])

    @dg.asset(
        deps=[orders],
        automation_condition=AC.eager().replace("any_deps_updated", condition),
    )
    def revenue() -> None: ...

    return revenue


# --8<-- [end:define]
defs = dg.Definitions([orders, build("any")])

# --8<-- [start:use]
if __name__ == "__main__":
    for which in tagged:
        assets, everything = [orders, build(which)], dg.AssetSelection.all()
        with dg.DagsterInstance.ephemeral() as instance:
            dg.materialize([orders], instance=instance)
            first = dg.evaluate_automation_conditions(
                assets, instance, everything
            )
            for tags in [night, {}]:
                dg.materialize([orders], tags=tags, instance=instance)
            second = dg.evaluate_automation_conditions(
                assets, instance, everything, cursor=first.cursor
            )
            print(f"{which}: {second.total_requested}")
            # → any: 1
            # → all: 0
            # → last: 0
# --8<-- [end:use]
