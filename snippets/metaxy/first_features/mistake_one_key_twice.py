"""Two classes with the same key."""

import metaxy as mx


class Customers(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="customers", id_columns=["name"]),
):
    name: str


class Buyers(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="customers", id_columns=["name"]),
):
    name: str
