"""Language data of the translation checks: one JSON file per subject and language."""
