"""Test one of the assets that a factory makes, with a fake."""

import dagster as dg


class Orders(dg.ConfigurableResource):
    def amounts(self, region: str) -> list[int]:
        raise NotImplementedError("asks a database")


def build_revenue(region: str) -> dg.AssetsDefinition:
    @dg.asset(name=f"revenue_{region}")
    def revenue(orders: Orders) -> int:
        return sum(orders.amounts(region))

    return revenue


revenues = [build_revenue(region) for region in ("north", "south")]
defs = dg.Definitions(revenues, resources={"orders": Orders()})


# --8<-- [start:test]
class FakeOrders(Orders):
    def amounts(self, region: str) -> list[int]:
        return {"north": [40, 25], "south": []}[region]


def test_revenue_is_the_sum_of_a_region() -> None:
    result = dg.materialize(
        revenues,
        selection="revenue_north",
        resources={"orders": FakeOrders()},
    )
    assert result.asset_value("revenue_north") == 65


if __name__ == "__main__":
    test_revenue_is_the_sum_of_a_region()
# --8<-- [end:test]
