"""List the hours around both clock changes of a year."""

import dagster as dg

hours = dg.HourlyPartitionsDefinition(
    start_date="2025-01-01-00:00",
    end_date="2026-01-01-00:00",
    timezone="Europe/Berlin",
)

if __name__ == "__main__":
    for day in ("2025-03-30", "2025-10-26"):
        keys = [key for key in hours.get_partition_keys() if day in key]
        print(len(keys), "hours")
        # → 23 hours
        # → 25 hours
        for key in keys[1:4]:
            window = hours.time_window_for_partition_key(key)
            print(f"{key}: {window.start:%H:%M%z} to {window.end:%H:%M%z}")
            # → 2025-03-30-01:00: 01:00+0100 to 03:00+0200
            # → 2025-03-30-03:00: 03:00+0200 to 04:00+0200
            # → 2025-03-30-04:00: 04:00+0200 to 05:00+0200
            # → 2025-10-26-01:00: 01:00+0200 to 02:00+0200
            # → 2025-10-26-02:00: 02:00+0200 to 02:00+0100
            # → 2025-10-26-02:00+0100: 02:00+0100 to 03:00+0100
