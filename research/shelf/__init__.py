"""Forms that are made beforehand and kept, so that nobody waits for them and a list can say what their bytes are."""
