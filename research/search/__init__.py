"""Full-text search: words and their stems, the index, queries and snippets. The same hits on every database."""
