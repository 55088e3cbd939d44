"""Draws Metaxy's features, their fields and what each depends on, as SVG."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests._harness.draw.svg import Box, Edge, describe_needs, draw

if TYPE_CHECKING:  # it takes seconds to import
    import metaxy as mx
    from metaxy.models.plan import FeaturePlan


def draw_feature_graph(graph: "mx.FeatureGraph", name: str) -> str:
    """Draw features as a line of HTML; a description holds the same.

    An arrow leads from a field to each field whose version Metaxy computes
    from it, and from a feature to one of which no field is made from it.
    """
    plans = [
        graph.get_feature_plan(key) for key in graph.topological_sort_features()
    ]
    boxes = [
        Box(
            plan.feature.key.to_string(),
            f"by {', '.join(plan.feature.id_columns)}",
            graph.get_feature_definition(plan.feature.key).is_external,
            tuple(map(_name_field, plan.feature.fields)),
        )
        for plan in plans
    ]
    edges = [edge for plan in plans for edge in _find_edges(plan, plans)]
    sentences = [each for plan in plans for each in _describe(plan)]
    return draw(boxes, edges, name, "Feature graph", sentences)


def _name_field(field: "mx.FieldSpec") -> str:
    default = type(field).model_fields["code_version"].default
    if field.code_version == default:
        return field.key.to_string()
    return f"{field.key.to_string()} · version {field.code_version}"


def _find_edges(
    plan: "FeaturePlan", plans: list["FeaturePlan"]
) -> Iterator[Edge]:
    features = [each.feature.key for each in plans]
    child = features.index(plan.feature.key)
    for spec in plan.deps or []:
        parent = features.index(spec.key)
        above = [field.key for field in spec.fields]
        edges = [
            Edge(parent, child, above.index(key), number)
            for number, field in enumerate(plan.feature.fields)
            for key in sorted(
                plan.field_dependencies[field.key].get(spec.key, [])
            )
        ]
        yield from edges or [Edge(parent, child)]


def _describe(plan: "FeaturePlan") -> Iterator[str]:
    feature = plan.feature
    ids = ", ".join(feature.id_columns)
    parents = [spec.key.to_string() for spec in plan.deps or []]
    yield describe_needs(f"{feature.key.to_string()} (by {ids})", parents)
    for field in feature.fields:
        above = [
            f"{key.to_string()}.{parent.to_string()}"
            for key, keys in plan.field_dependencies[field.key].items()
            for parent in sorted(keys)
        ]
        yield describe_needs(f"Field {_name_field(field)}", above)
