"""The pages of inspections, a module for each part of the menu."""
