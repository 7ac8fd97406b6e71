"""The typed thing that an external site receives: its schema, how it is built, its canonical bytes."""
