"""Turn titles into names, and refuse two titles that give the same one."""

import re
from collections.abc import Iterable

import dagster as dg


def name_of(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")


def build_product(title: str) -> dg.AssetsDefinition:
    @dg.asset(name=name_of(title), description=title)
    def sales() -> None: ...

    return sales


def build_products(titles: Iterable[str]) -> list[dg.AssetsDefinition]:
    taken: dict[str, str] = {}
    for title in titles:
        other = taken.setdefault(name_of(title), title)
        if other != title:
            raise ValueError(f"{title!r} and {other!r} give the same name")
    return [build_product(title) for title in taken.values()]


products = build_products(["Green tea, 100 g", "Coffee"])
defs = dg.Definitions(assets=products)

if __name__ == "__main__":
    print([product.key.to_user_string() for product in products])
    # → ['green_tea_100_g', 'coffee']
    try:
        build_products(["Green tea", "Green-Tea"])
    except ValueError as error:
        print(error)
        # → 'Green-Tea' and 'Green tea' give the same name
