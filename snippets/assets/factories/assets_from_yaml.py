"""Make an asset for each entry of a YAML file."""

from collections import Counter
from pathlib import Path
from typing import Any

import dagster as dg
import yaml
from pydantic import BaseModel

Orders = list[dict[str, Any]]


class Report(BaseModel):
    name: str
    column: str


@dg.asset
def orders() -> Orders:
    return [
        {"region": "north", "day": "monday", "amount": 40},
        {"region": "south", "day": "monday", "amount": 25},
        {"region": "north", "day": "tuesday", "amount": 10},
    ]


def build_report(report: Report) -> dg.AssetsDefinition:
    @dg.asset(name=report.name, group_name="reports")
    def totals(orders: Orders) -> dict[str, int]:
        amounts: Counter[str] = Counter()
        for order in orders:
            amounts[order[report.column]] += order["amount"]
        print(report.name, dict(amounts))
        # → revenue_by_day {'monday': 65, 'tuesday': 10}
        # → revenue_by_region {'north': 50, 'south': 25}
        return dict(amounts)

    return totals


text = Path(__file__).with_name("reports.yaml").read_text()
reports = [build_report(Report(**entry)) for entry in yaml.safe_load(text)]
defs = dg.Definitions(assets=[orders, *reports])

if __name__ == "__main__":
    dg.materialize([orders, *reports])
