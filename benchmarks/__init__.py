"""What the delivery API costs beside its peers, in one run. ``python -m benchmarks`` starts it."""
