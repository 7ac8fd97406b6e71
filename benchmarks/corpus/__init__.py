"""The database that a run measures: a few updates published as editors do, then copied in bulk."""
