"""Webhooks in the Standard Webhooks format: signed, in order, at least once. Sending needs the extra ``[webhooks]``."""
