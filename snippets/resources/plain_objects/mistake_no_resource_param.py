"""A parameter that Dagster takes for an asset."""

from dataclasses import dataclass

import dagster as dg


@dataclass
class Mailer:
    sender: str


@dg.asset
def revenue_report(mailer: Mailer) -> None: ...


if __name__ == "__main__":
    dg.materialize(
        [revenue_report],
        resources={"mailer": Mailer(sender="dagster@shop.example")},
    )
