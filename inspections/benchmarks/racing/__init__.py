"""The races of `script/bench races`: requests that are let go at the same moment, and what must have come of them."""
