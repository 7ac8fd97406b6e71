"""Who asks the API, and how often: API keys, and limits for each address and each key."""
