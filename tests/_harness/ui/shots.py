"""Which pictures of Dagster's UI the site has, and what was run before each."""

from dataclasses import dataclass, field
from typing import Any

FOLDER = "docs/images"
MOST_BYTES = 120_000

Config = dict[str, Any]

# Of Dagster's own menu, which stands on the left of every page.
MENU = 240


@dataclass(frozen=True)
class Run:
    """A run of a program's assets.

    Args:
        at: When, in UTC.
        partition: Its partition key.
        config: Its run config.
        assets: The keys of the assets, if not all of the program.
    """

    at: str
    partition: str | None = None
    config: Config | None = None
    assets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Program:
    """The program itself, as its reader runs it.

    Args:
        at: When, in UTC.
    """

    at: str


@dataclass(frozen=True)
class Ask:
    """What the UI asks of its webserver when somebody presses a button.

    Args:
        at: When, in UTC.
        query: The GraphQL query. In it, `LOCATION` stands for the two fields
            that name the program.
        until: A text that the answer has in the end; it is asked again and
            again until then.
    """

    at: str
    query: str
    until: str = ""


@dataclass(frozen=True)
class Daemon:
    """The start of Dagster's daemon, which looks once what there is to do.

    It looks again when a later step moves the clock.

    Args:
        at: When, in UTC.
    """

    at: str


@dataclass(frozen=True)
class Shot:
    """A picture.

    Args:
        name: The name of its files.
        path: The page's path on the webserver. `{location}` stands for the
            program; a field of an answer, such as `{backfillId}`, for its
            value.
        texts: What the page says once it is ready.
        at: The time on the clock of the browser, in UTC.
        before: What runs first, after what ran for the picture before.
        clip: Left, top, width and height of the part to keep, in CSS pixels.
            The window ends on the right where the part does.
        height: The height of the window.
    """

    name: str
    path: str
    texts: tuple[str, ...]
    at: str
    before: tuple[Run | Program | Ask | Daemon, ...] = ()
    clip: tuple[int, int, int, int] = (MENU, 0, 760, 400)
    height: int = 640


@dataclass(frozen=True)
class Stage:
    """A program in Dagster's UI, with an instance of its own.

    Args:
        program: Its path below `snippets/`, without the ending.
        shots: The pictures, in the order in which they are taken.
        files: Files in the folder where Dagster runs, with their texts.
        variables: Environment variables.
    """

    program: str
    shots: tuple[Shot, ...]
    files: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)


SUCCEEDED = """{ runsOrError(filter: {statuses: [SUCCESS]}) {
  ... on Runs { count }
} }"""

FRESHNESS = """{ assetNodes {
  freshnessStatusInfo { freshnessStatus }
} }"""

STAGES = (
    Stage(
        "start/first_asset/shop",
        shots=(
            Shot(
                "lineage",
                "/assets/revenue?view=lineage",
                texts=("Materialized",),
                at="2025-05-05 09:05:00",
                before=(Run("2025-05-05 09:00:00"),),
                clip=(MENU, 0, 760, 460),
                height=460,
            ),
        ),
    ),
    Stage(
        "index/a_failed_check",
        shots=(
            Shot(
                "failed_check",
                "/assets/revenue?view=checks",
                texts=("Latest execution", "May 5"),
                at="2025-05-05 09:05:00",
                before=(Run("2025-05-05 09:00:00"),),
                clip=(MENU, 0, 860, 500),
            ),
        ),
    ),
    Stage(
        "partitions/backfills/resume_after_a_failure",
        shots=(
            Shot(
                "failed_partition",
                "/assets/daily_revenue?view=partitions&partition=2025-05-02",
                texts=("Failed (1)",),
                at="2025-05-05 09:05:00",
                before=(
                    Run("2025-05-05 09:00:00", "2025-05-01"),
                    Run("2025-05-05 09:01:00", "2025-05-02"),
                    Run("2025-05-05 09:02:00", "2025-05-03"),
                ),
                clip=(MENU, 0, 760, 480),
            ),
            Shot(
                "runs",
                "/runs",
                texts=("Failure", "Success"),
                at="2025-05-05 09:05:00",
                clip=(MENU, 56, 1060, 390),
            ),
        ),
    ),
    Stage(
        "partitions/two_dimensions/a_day_and_a_region",
        shots=(
            Shot(
                "two_dimensions",
                "/assets/revenue?view=partitions",
                texts=("Missing (1)", "2025-05-02"),
                at="2025-05-05 09:05:00",
                before=(
                    Run("2025-05-05 09:00:00", "2025-05-01|north"),
                    Run("2025-05-05 09:01:00", "2025-05-01|south"),
                    Run("2025-05-05 09:02:00", "2025-05-02|north"),
                ),
                clip=(MENU, 0, 860, 460),
            ),
        ),
    ),
    Stage(
        "partitions/backfills/how_many_runs",
        shots=(
            Shot(
                "backfill",
                "/runs/b/{backfillId}",
                texts=("customers", "daily_revenue"),
                at="2025-05-05 09:05:00",
                before=(
                    Ask(
                        "2025-05-05 09:00:00",
                        """mutation {
                          launchPartitionBackfill(backfillParams: {
                            assetSelection: [
                              {path: "customers"}, {path: "daily_revenue"}
                            ]
                            partitionNames: [
                              "2025-05-01", "2025-05-02",
                              "2025-05-03", "2025-05-04"
                            ]
                          }) {
                            ... on LaunchBackfillSuccess { backfillId }
                            ... on PythonError { message }
                          }
                        }""",
                        until="backfillId",
                    ),
                    Daemon("2025-05-05 09:00:30"),
                    Ask("2025-05-05 09:00:30", SUCCEEDED, until='"count": 3'),
                    Ask(
                        "2025-05-05 09:02:00",
                        """{ partitionBackfillsOrError {
                          ... on PartitionBackfills { results { status } }
                        } }""",
                        until="COMPLETED_SUCCESS",
                    ),
                ),
                clip=(MENU, 110, 760, 250),
            ),
        ),
    ),
    Stage(
        "partitions/jobs_and_schedules/every_night",
        shots=(
            Shot(
                "schedule",
                "/locations/{location}/schedules/revenue_job_schedule",
                texts=("May 5, 2:00",),
                at="2025-05-05 02:00:20",
                before=(
                    Ask(
                        "2025-05-04 20:00:00",
                        """mutation { startSchedule(scheduleSelector: {
                          LOCATION, scheduleName: "revenue_job_schedule"
                        }) { __typename } }""",
                        until="ScheduleStateResult",
                    ),
                    Daemon("2025-05-05 02:00:10"),
                    Ask("2025-05-05 02:00:10", SUCCEEDED, until='"count": 1'),
                ),
                clip=(MENU, 54, 860, 350),
            ),
        ),
    ),
    Stage(
        "resources/sensors_and_schedules/one_run_for_each_file",
        files={"inbox/monday.csv": "7,40", "inbox/tuesday.csv": "8,60"},
        variables={"SHOP_INBOX": "inbox"},
        shots=(
            Shot(
                "sensor",
                "/locations/{location}/sensors/new_files",
                texts=("Requested", "2 runs"),
                at="2025-05-06 09:00:40",
                before=(
                    Ask(
                        "2025-05-06 09:00:00",
                        """mutation { startSensor(sensorSelector: {
                          LOCATION, sensorName: "new_files"
                        }) { __typename } }""",
                        until="Sensor",
                    ),
                    Daemon("2025-05-06 09:00:30"),
                    Ask("2025-05-06 09:00:30", SUCCEEDED, until='"count": 2'),
                ),
                clip=(MENU, 54, 860, 490),
            ),
        ),
    ),
    Stage(
        "resources/configure/configured_at_launch",
        shots=(
            Shot(
                "launchpad",
                "/locations/{location}/jobs/__ASSET_JOB/playground",
                texts=("threads", "Configure how steps"),
                at="2025-05-05 09:05:00",
                clip=(MENU, 0, 760, 430),
            ),
        ),
    ),
    Stage(
        "releases/what_changed/freshness_policy",
        shots=(
            Shot(
                "freshness",
                "/assets/orders",
                texts=("Freshness policy", "Failed", "2 hours ago"),
                at="2025-05-05 11:05:00",
                before=(
                    Run("2025-05-05 09:00:00"),
                    Daemon("2025-05-05 11:03:00"),
                    Ask("2025-05-05 11:04:00", FRESHNESS, until="DEGRADED"),
                ),
                clip=(MENU, 0, 760, 270),
            ),
        ),
    ),
    Stage(
        "metaxy/in_dagster/pipeline",
        shots=(
            Shot(
                "metaxy",
                "/assets/invoices?view=events",
                texts=("metaxy",),
                at="2025-05-05 09:05:00",
                before=(Run("2025-05-05 09:00:00"),),
                clip=(MENU, 0, 860, 600),
            ),
        ),
    ),
    Stage(
        "resources/http_apis/run_the_asset_again",
        shots=(
            Shot(
                "retry",
                "/runs/{runId}",
                texts=("STEP_UP_FOR_RETRY", "revenue"),
                at="2025-05-05 09:05:00",
                before=(
                    Program("2025-05-05 09:00:00"),
                    Ask(
                        "2025-05-05 09:05:00",
                        "{ runsOrError { ... on Runs { results { runId } } } }",
                        until="runId",
                    ),
                ),
                clip=(MENU, 112, 1060, 218),
                height=1000,
            ),
        ),
    ),
    Stage(
        "assets/metadata/numbers_over_time",
        shots=(
            Shot(
                "row_count",
                "/assets/orders?view=events",
                texts=("row_count",),
                at="2025-05-05 09:05:00",
                before=(Program("2025-05-05 09:00:00"),),
                clip=(MENU, 0, 860, 390),
            ),
        ),
    ),
    Stage(
        "assets/metadata/columns_of_a_table",
        shots=(
            Shot(
                "columns",
                "/assets/daily_revenue",
                texts=("Columns", "amount"),
                at="2025-05-05 09:05:00",
                before=(Run("2025-05-05 09:00:00"),),
                clip=(MENU, 0, 760, 900),
                height=900,
            ),
        ),
    ),
)
