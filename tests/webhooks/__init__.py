"""Webhooks, with real receivers, real sockets and workers that are really killed."""
