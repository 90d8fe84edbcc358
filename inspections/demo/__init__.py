"""Synthetic counties on real places: for load tests (`generate_county`) and for the demo (`load_demo`).

Everybody is made up and marked so: ID sequence 900-995, telephones from 154, accounts from 820100.
"""
