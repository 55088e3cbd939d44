"""An object of an InputManager subclass, given as a resource."""

import dagster as dg


class Products(dg.InputManager):
    def load_input(self, context: dg.InputContext) -> list[str]: ...


@dg.asset(ins={"products": dg.AssetIn(input_manager_key="products")})
def names(products: list[str]) -> None: ...


if __name__ == "__main__":
    dg.materialize(
        [dg.AssetSpec("products"), names], resources={"products": Products()}
    )
