"""The acceptance script: fifteen tasks of officials and helpers, each with what it may cost them.

What is counted stands in `counter`, what is allowed in `limits`. A test that holds a condition of a task is marked
`task("T02")`, wherever it stands: most lead a browser through the task and count it, some look at one condition
alone. `script/bench tasks` runs all of them and prints a line a task and the table (`report`).
"""
