"""Make an asset for each entry of a YAML file."""

from collections import Counter
from pathlib import Path

import dagster as dg
import yaml
from pydantic import BaseModel


class Report(BaseModel):
    name: str
    column: str


@dg.asset
def orders() -> list[dict[str, str]]:
    return [
        {"region": "north", "day": "monday"},
        {"region": "south", "day": "monday"},
        {"region": "north", "day": "tuesday"},
    ]


def build_report(report: Report) -> dg.AssetsDefinition:
    @dg.asset(name=report.name, group_name="reports")
    def counts(orders: list[dict[str, str]]) -> dict[str, int]:
        return dict(Counter(order[report.column] for order in orders))

    return counts


text = Path(__file__).with_name("reports.yaml").read_text()
reports = [build_report(Report(**entry)) for entry in yaml.safe_load(text)]
defs = dg.Definitions(assets=[orders, *reports])

if __name__ == "__main__":
    result = dg.materialize([orders, *reports])
    print(result.output_for_node("orders_by_day"))
    # → {'monday': 2, 'tuesday': 1}
