"""A list of resources, each with a resource inside it."""

import dagster as dg


class Login(dg.ConfigurableResource):
    password: str


class Account(dg.ConfigurableResource):
    name: str
    login: Login


class Payments(dg.ConfigurableResource):
    accounts: list[Account]


@dg.asset
def fees(payments: Payments) -> None: ...


if __name__ == "__main__":
    account = Account(name="shop", login=Login(password="a secret"))
    payments = Payments(accounts=[account])
    dg.materialize([fees], resources={"payments": payments})
