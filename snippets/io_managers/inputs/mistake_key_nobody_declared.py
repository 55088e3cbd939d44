"""An input manager for an asset that the definitions do not know."""

import dagster as dg


@dg.input_manager
def price_list() -> list[str]:
    return ["tea", "jam"]


@dg.asset(ins={"products": dg.AssetIn(input_manager_key="price_list")})
def names(products: list[str]) -> None:
    print(products)


if __name__ == "__main__":
    dg.materialize([names], resources={"price_list": price_list})
