"""Starts everything that povertyapp needs on one machine. Standard library only: it runs before anything is installed."""
