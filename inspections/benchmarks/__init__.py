"""What `script/bench NAME` runs: each prints one JSON object a line, ours beside its physical limit."""
