"""Caches of answers: the one in each delivery process, and the purge of those in front of it."""
