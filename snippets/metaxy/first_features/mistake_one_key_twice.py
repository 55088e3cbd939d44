"""Two classes with the same key."""

import metaxy as mx

spec = mx.FeatureSpec(key="customers", id_columns=["id"])


class Customers(mx.BaseFeature, spec=spec): ...


class Buyers(mx.BaseFeature, spec=spec): ...
