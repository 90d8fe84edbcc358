"""Pages of relocation."""
