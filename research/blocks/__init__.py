"""The blocks that editors write: study, finding with its caveats, and the text around them."""
