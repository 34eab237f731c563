"""Quotations and their speakers: `find.find_quotations` is the door, one file in `rules/` is a language."""
