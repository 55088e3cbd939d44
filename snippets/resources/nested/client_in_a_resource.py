"""Give a resource an object that is not a resource."""

from dataclasses import dataclass, field

import dagster as dg


@dataclass
class Mailbox:
    sent: list[str] = field(default_factory=list)

    def send(self, text: str) -> None:
        self.sent.append(text)


class Report(dg.ConfigurableResource):
    mailbox: dg.ResourceDependency[Mailbox]
    currency: str

    def send(self, amount: int) -> None:
        self.mailbox.send(f"{amount} {self.currency}")


@dg.asset
def revenue(report: Report) -> None:
    report.send(40)


mailbox = Mailbox()
defs = dg.Definitions(
    assets=[revenue],
    resources={"report": Report(mailbox=mailbox, currency="EUR")},
)

if __name__ == "__main__":
    dg.materialize([revenue], resources=defs.resources)
    print(mailbox.sent)
    # → ['40 EUR']
