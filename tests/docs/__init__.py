"""The documentation, held to the code: paths, links, tables and examples."""
