"""“Was this clear?”: what readers answer, part by part and locale by locale, and what editors learn from it."""
