"""Starts all that povertyapp needs on one machine. Standard library only: it runs before any installation."""
