"""The plugin in other people's sites: built as a wheel, installed, set up and used in processes of their own."""
