"""A file that was deleted, which Dagster does not call missing."""

import tempfile
from pathlib import Path

import dagster as dg


@dg.asset(
    automation_condition=dg.AutomationCondition.missing()
    & ~dg.AutomationCondition.in_progress()
    & ~dg.AutomationCondition.execution_failed(),
)
def revenue(file: dg.ResourceParam[Path]) -> None:
    file.write_text("40")


defs = dg.Definitions(assets=[revenue], resources={"file": Path("revenue")})

if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        dg.DagsterInstance.ephemeral() as instance,
    ):
        file = Path(folder) / "revenue"
        dg.materialize([revenue], resources={"file": file}, instance=instance)
        file.unlink()
        tick = dg.evaluate_automation_conditions(
            defs, instance, dg.AssetSelection.all()
        )
        print(tick.total_requested)
        # → 0
