"""Define a feature for one test, unseen by all others."""

import metaxy as mx


# --8<-- [start:test]
def test_customers_have_a_name() -> None:
    with mx.FeatureGraph().use():

        class Customers(
            mx.BaseFeature,
            spec=mx.FeatureSpec(key="customers", id_columns=["name"]),
        ):
            name: str

        assert mx.get_feature_by_key("customers").id_columns == ("name",)


# --8<-- [end:test]
if __name__ == "__main__":
    test_customers_have_a_name()
    print(mx.FeatureKey("customers") in mx.graph.feature_definitions_by_key)
    # → False
