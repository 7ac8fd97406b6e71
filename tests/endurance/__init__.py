"""Runs that take minutes: ``make endurance``. Each prints its figures and fails where something was lost."""
