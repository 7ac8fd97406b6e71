"""Quality checks: each one looks at a segment beside its translation and says what it sees."""
