"""What the tests of Metaxy share.

Metaxy takes seconds to import, so neither it nor a snippet that uses it is
imported while pytest collects tests: `load` imports a snippet inside a test.
"""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

Load = Callable[[str], ModuleType]


@pytest.fixture(autouse=True)
def alone(tmp_path: Path) -> Iterator[None]:
    """Give each test its own folder, feature graph and configuration."""
    import metaxy as mx

    with pytest.MonkeyPatch.context() as patch, mx.FeatureGraph().use():
        patch.chdir(tmp_path)
        yield
    mx.MetaxyConfig.reset()


@pytest.fixture
def load() -> Iterator[Load]:
    """Import a snippet anew, by its path under `snippets/metaxy/`."""
    loaded: list[str] = []

    def load_snippet(name: str) -> ModuleType:
        module = f"snippets.metaxy.{name.replace('/', '.')}"
        loaded.append(module)
        sys.modules.pop(module, None)
        return importlib.import_module(module)

    yield load_snippet
    for module in loaded:
        sys.modules.pop(module, None)


def use_another_default() -> None:
    """Let the configuration name a default store that does not exist."""
    import metaxy as mx

    config = mx.MetaxyConfig.get()
    mx.MetaxyConfig.set(config.model_copy(update={"store": "elsewhere"}))


def keep(feature: Any, ids: list[int]) -> list[int]:
    """Write rows of a feature into its store, and give those not there before.

    Each field of a row has its `id` as its version.
    """
    import metaxy as mx
    import polars as pl

    spec = mx.get_feature_by_key(feature).spec
    fields = [pl.col("id").alias(str(field.key)) for field in spec.fields]
    rows = pl.DataFrame({"id": ids}).with_columns(
        metaxy_provenance_by_field=pl.struct(fields)
    )
    with mx.MetaxyConfig.get().get_store("dev").open("w") as store:
        new = store.resolve_update(feature, samples=rows).new
        store.write(feature, new)
    return sorted(new["id"])


def keep_pending(feature: Any) -> list[int]:
    """Write the new rows of a feature that has others above it."""
    import metaxy as mx

    with mx.MetaxyConfig.get().get_store("dev").open("w") as store:
        new = store.resolve_update(feature).new
        store.write(feature, new)
    return sorted(new["id"])


def add_feature(page: ModuleType, name: str, **spec: object) -> Any:
    """Define one more feature as if it stood in a loaded snippet."""
    metaxy: Any = page.mx
    return type(metaxy.BaseFeature)(
        name,
        (metaxy.BaseFeature,),
        {"__module__": page.__name__},
        spec=metaxy.FeatureSpec(id_columns=["id"], **spec),
    )
