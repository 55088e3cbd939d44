"""Count the keys of five years, cut in four ways."""

import dagster as dg

START, END = "2020-01-01", "2025-01-01"

hours = dg.HourlyPartitionsDefinition(f"{START}-00:00", f"{END}-00:00")
days = dg.DailyPartitionsDefinition(START, END)
weeks = dg.WeeklyPartitionsDefinition(START, END)
months = dg.MonthlyPartitionsDefinition(START, END)

if __name__ == "__main__":
    for definition in (hours, days, weeks, months):
        print(len(definition.get_partition_keys()))
        # → 43848
        # → 1827
        # → 260
        # → 60
