"""The servers that a run compares: ours, stock Wagtail, and the floors below which nothing can go."""
