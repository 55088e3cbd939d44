"""A class where an object of it belongs."""

from dataclasses import dataclass

import dagster as dg


@dataclass
class Mailer:
    sender: str

    def send(self, text: str) -> None:
        print(f"{self.sender}: {text}")


@dg.asset
def revenue_report(mailer: dg.ResourceParam[Mailer]) -> None:
    mailer.send("revenue: 40")


if __name__ == "__main__":
    dg.materialize([revenue_report], resources={"mailer": Mailer})
