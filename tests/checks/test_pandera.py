"""Every claim of docs/checks/pandera.md, proved."""

from typing import Any

import dagster as dg
import pandas as pd
import pandera.pandas as pa
import pytest

from snippets.checks.pandera import (
    as_a_check,
    as_a_type,
    mistake_coerced,
    mistake_extra_column,
    mistake_not_lazy,
)
from tests.conftest import Mend, Run

PAGE = "checks/pandera"


def passes(check: Any, values: dict[str, list[Any]]) -> bool:
    return bool(check(pd.DataFrame(values)).passed)


def names_of(check: Any) -> list[str]:
    return [
        f"{spec.asset_key.to_user_string()} {spec.name}"
        for spec in check.check_specs
    ]


def rows_of(asset: Any) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = asset().to_dict("list")
    return rows


def test_a_check_lists_every_failure(run: Run) -> None:
    told = run(f"{PAGE}/as_a_check")
    assert told[0] == "False"
    assert [
        line.split()[1:] for line in "\n".join(told[1:]).splitlines()[1:]
    ] == [
        ["id", "field_uniqueness", "2"],
        ["id", "field_uniqueness", "2"],
        ["amount", "greater_than(0)", "-5"],
    ]
    page = as_a_check
    assert rows_of(page.orders) == {"id": [1, 2, 2], "amount": [40, -5, 25]}
    assert names_of(page.follow_the_model) == ["orders follow_the_model"]
    assert page.defs.assets == [page.orders]
    assert page.defs.asset_checks == [page.follow_the_model]


@pytest.mark.parametrize(("amount", "good"), [(1, True), (0, False)])
def test_an_amount_above_zero_follows_the_model(
    amount: int, good: bool
) -> None:
    for page in (as_a_check, mistake_coerced, mistake_extra_column):
        rows = {"id": [1], "amount": [amount]}
        assert passes(page.follow_the_model, rows) is good


def test_a_type_stops_the_asset_before_it_is_stored(
    run: Run, mend: Mend
) -> None:
    assert run(f"{PAGE}/as_a_type") == ["False []"]
    with pytest.raises(dg.DagsterTypeCheckDidNotPass, match="cases: -5"):
        as_a_type.orders()
    events = "result.get_asset_materialization_events()"
    rows = 'result.output_for_node("orders").to_dict("list")'
    assert mend(f"{PAGE}/as_a_type", {"-5": "25", events: rows}) == [
        "True {'id': [1, 2], 'amount': [40, 25]}"
    ]
    assert as_a_type.defs.assets == [as_a_type.orders]


@pytest.mark.parametrize(
    ("rows", "good"),
    [
        ({"id": [1, 2], "amount": [1, 2]}, True),
        ({"id": [1, 2], "amount": [1, 0]}, False),
        ({"id": [1, 1], "amount": [1, 2]}, False),
        ({"id": [1, 2], "amount": [1.0, 2.0]}, False),
    ],
    ids=str,
)
def test_the_type_is_that_of_the_model(
    rows: dict[str, list[Any]], good: bool
) -> None:
    kind = as_a_type.orders.op.output_defs[0].dagster_type

    @dg.asset(dagster_type=kind)
    def orders() -> pd.DataFrame:
        return pd.DataFrame(rows)

    assert dg.materialize([orders], raise_on_error=False).success is good


def test_the_type_of_pandera_is_refused(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_annotation"
    with pytest.raises(dg.DagsterError, match="from return type annotation"):
        run(name)
    end = 'DataFrame[Orders](pd.DataFrame({"amount": [40]}))'
    right = {
        "-> DataFrame[Orders]": "-> pd.DataFrame",
        end: f'{end}\n\n\nprint(orders().to_dict("list"))',
    }
    assert mend(name, right) == ["{'amount': [40]}"]


def test_without_lazy_another_error_is_raised(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_not_lazy"
    with pytest.raises(pa.errors.SchemaError, match="greater_than"):
        run(name)
    page = mistake_not_lazy
    assert rows_of(page.orders) == {"amount": [40, -5]}
    assert names_of(page.follow_the_model) == ["orders follow_the_model"]
    assert passes(page.follow_the_model, {"amount": [1]})
    with pytest.raises(pa.errors.SchemaError):
        passes(page.follow_the_model, {"amount": [0]})
    right = {
        "validate(orders)": "validate(orders, lazy=True)",
        "    dg.materialize([orders, follow_the_model])": (
            "    result = dg.materialize([orders, follow_the_model])\n"
            "    print(result.get_asset_check_evaluations()[0].passed)"
        ),
    }
    assert mend(name, right) == ["False"]


def test_what_the_check_converts_is_not_stored(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_coerced"
    assert run(name) == ["4025", "True"]
    page = mistake_coerced
    assert rows_of(page.orders) == {"amount": ["40", "25"]}
    assert names_of(page.follow_the_model) == ["orders follow_the_model"]
    assert mend(name, {", coerce=True": ""}) == ["4025", "False"]


def test_an_unknown_column_passes(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_extra_column"
    assert run(name) == ["True"]
    page = mistake_extra_column
    columns = {"amount": [40], "card_number": ["4242"]}
    assert rows_of(page.orders) == columns
    assert names_of(page.follow_the_model) == ["orders follow_the_model"]
    field = "    amount: int = pa.Field(gt=0)\n"
    config = f"{field}\n    class Config:\n        strict = True\n"
    assert mend(name, {field: config}) == ["False"]
