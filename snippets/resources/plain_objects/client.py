"""Give assets an object of a class that knows nothing of Dagster."""

from dataclasses import dataclass

import dagster as dg


@dataclass
class Mailer:
    sender: str

    def send(self, to: str, text: str) -> None:
        print(f"{self.sender} to {to}: {text}")
        # → dagster@shop.example to owner@shop.example: revenue: 40


@dg.asset
def revenue_report(mailer: dg.ResourceParam[Mailer]) -> None:
    mailer.send("owner@shop.example", "revenue: 40")


defs = dg.Definitions(
    assets=[revenue_report],
    resources={"mailer": Mailer(sender="dagster@shop.example")},
)

if __name__ == "__main__":
    dg.materialize([revenue_report], resources=defs.resources)
