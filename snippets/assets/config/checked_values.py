"""Refuse a value that makes no sense."""

import dagster as dg
from pydantic import Field, ValidationError, field_validator


class RevenueConfig(dg.Config):
    minimum: int = Field(default=0, ge=0)
    region: str

    @field_validator("region")
    @classmethod
    def is_a_region(cls, region: str) -> str:
        if region not in {"north", "south"}:
            raise ValueError(f"no region {region!r}")
        return region


@dg.asset
def revenue(config: RevenueConfig) -> None: ...


if __name__ == "__main__":
    try:
        RevenueConfig(minimum=-5, region="west")
    except ValidationError as error:
        for problem in error.errors():
            print(problem["msg"])
            # → Input should be greater than or equal to 0
            # → Value error, no region 'west'

    result = dg.materialize(
        [revenue],
        run_config={"ops": {"revenue": {"config": {"region": "west"}}}},
        raise_on_error=False,
    )
    print(result.success)
    # → False
