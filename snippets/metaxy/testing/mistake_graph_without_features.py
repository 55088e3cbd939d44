"""A graph for the test, and features that are not in it."""

import metaxy as mx


class Orders(
    mx.BaseFeature, spec=mx.FeatureSpec(key="orders", id_columns=["id"])
): ...


# --8<-- [start:test]
def test_orders_are_registered() -> None:
    with mx.FeatureGraph().use():
        mx.get_feature_by_key("orders")


if __name__ == "__main__":
    test_orders_are_registered()
# --8<-- [end:test]
