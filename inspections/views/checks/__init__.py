"""The pages of unannounced checks (ux P10): rounds, draws, checks on site, coverage."""
