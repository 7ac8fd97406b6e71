"""The content API that external sites read. A site mounts ``research.api.urls``."""
