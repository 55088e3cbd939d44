"""Build an object of any class from configuration."""

import os
from dataclasses import dataclass

import dagster as dg


@dataclass
class Mailer:
    sender: str
    password: str


# --8<-- [start:resource]
class Mail(dg.ConfigurableResource):
    sender: str
    password: str

    def mailer(self) -> Mailer:
        return Mailer(self.sender, self.password)


@dg.asset
def revenue_report(mail: Mail) -> None:
    print(mail.mailer().password)
    # → read when the run starts


mail = Mail(sender="dagster@shop.example", password=dg.EnvVar("MAIL_PASSWORD"))
defs = dg.Definitions(assets=[revenue_report], resources={"mail": mail})

if __name__ == "__main__":
    os.environ["MAIL_PASSWORD"] = "read when the run starts"
    dg.materialize([revenue_report], resources=defs.resources)
# --8<-- [end:resource]
