"""The site: settings, addresses and servers. It composes; it holds no model and no rule."""
