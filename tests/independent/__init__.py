"""A second calculator of the month (reliability-security G2), written from the rulebook's text alone.

It reads the CSV files of `export_facts` and nothing else, imports nothing of the application and shares no code with
it: `python -m tests.independent.recompute FACTS_DIR MONTH.json`.
"""
