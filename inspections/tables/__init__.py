"""How rows of inspections stand in a list, a module for each list."""
