"""A start date in another format than the keys."""

import dagster as dg

dg.DailyPartitionsDefinition(start_date="01.05.2025")
