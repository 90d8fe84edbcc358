"""The pages of microcredit."""
