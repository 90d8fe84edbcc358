"""A storm over the sync of visits (reliability-security E1): simulated phones, a line that loses and cuts, and kills.

`plan` says from a seed who sends what and when something dies. `field` runs apart, in a network of its own: the
web server, the bad line before it and the phones, which send until every visit has its receipt. `servers` kills
and restarts the database and the worker. `reckoning` compares what the phones keep with what the database holds.
"""
