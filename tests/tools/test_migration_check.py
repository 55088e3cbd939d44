"""Every claim of docs/tools/migration_check.md, proved."""

import importlib
import runpy
import warnings
from datetime import timedelta

import dagster as dg
import pytest
from dagster._annotations import is_deprecated, is_superseded

from snippets.tools.migration_check import freshness_policy
from tests.conftest import ROOT, Run

PAGE = "tools/migration_check"


def said(name: str) -> str:
    return (ROOT / f"snippets/{PAGE}/{name}.console").read_text()


def test_the_package_of_2020_is_gone_and_that_of_2022_still_loads() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"'dagster\.core'"):
        importlib.import_module("dagster_bash")
    vault = importlib.import_module("dagster_hashicorp.vault")
    assert isinstance(vault.vault_resource, dg.ResourceDefinition)


def test_each_finding_names_a_page() -> None:
    findings = [
        line for line in said("ruff").splitlines() if "TID251 `" in line
    ]
    assert {line.partition("/")[0] for line in findings} == {
        "dagster_bash",
        "dagster_hashicorp",
    }
    for line in findings:
        page = line.rpartition(" See ")[2]
        assert (ROOT / f"docs/{page}.md").is_file(), line


def test_python_hides_the_warning_until_it_is_asked() -> None:
    hidden, listed, stopped = said("warnings").split("$ python")[1:]
    assert len(hidden.splitlines()) == 2
    assert "Parameter `non_argument_deps` of function `asset`" in listed
    assert 'mistake_old_parameter.py", line' in stopped


@pytest.mark.filterwarnings("error")
def test_the_old_parameter_warns(run: Run) -> None:
    with pytest.raises(DeprecationWarning, match="use `deps` instead"):
        run(f"{PAGE}/mistake_old_parameter")


def test_the_old_parameter_still_does_what_the_new_one_does() -> None:
    with pytest.warns(DeprecationWarning, match="use `deps` instead"):
        names = runpy.run_path(
            f"{ROOT}/snippets/{PAGE}/mistake_old_parameter.py"
        )
    graph = names["defs"].resolve_asset_graph()
    assert graph.get(dg.AssetKey("revenue")).parent_keys == {
        dg.AssetKey("orders")
    }


def test_the_new_parameter_does_the_same_without_a_warning(run: Run) -> None:
    assert run(f"{PAGE}/new_parameter") == ["True"]


def test_auto_materialize_policy_is_to_be_an_automation_condition() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        dg.AssetSpec("orders", auto_materialize_policy=None)
        policy = dg.AutoMaterializePolicy.eager()

        @dg.asset(auto_materialize_policy=policy)
        def orders() -> None: ...

    texts = [str(warning.message) for warning in caught]
    assert any("use `automation_condition` instead" in t for t in texts)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", ["op_config", "run_id"])
def test_a_legacy_property_of_the_context_warns_when_the_asset_runs(
    name: str,
) -> None:
    @dg.asset
    def orders(context: dg.AssetExecutionContext) -> None:
        getattr(context, name)

    with pytest.raises(DeprecationWarning, match=f"deprecated method {name}"):
        dg.materialize([orders])


def test_a_condition_asks_for_an_asset_once_its_upstream_was_made(
    run: Run,
) -> None:
    assert run(f"{PAGE}/automation_condition") == ["0", "1"]


def test_a_policy_stands_on_the_asset(run: Run) -> None:
    assert run(f"{PAGE}/freshness_policy") == ["True"]
    a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))
    assert freshness_policy.once_a_day == a_day


@pytest.mark.parametrize("name", ["op", "graph", "job"])
def test_ops_graphs_and_jobs_are_not_marked_as_legacy(name: str) -> None:
    assert not is_deprecated(getattr(dg, name))
    assert not is_superseded(getattr(dg, name))
