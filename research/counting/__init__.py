"""How often somebody asks: who counts as one client, limits, and where requests are counted."""
