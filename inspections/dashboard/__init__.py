"""What the dashboard of a place says (ux P1), for one reader and one month.

Figures of the month are the stored ones of its account. What stands now is noted while it is written, or counted by the
conditions of the lists that the figures lead to. Nothing is worked out here a second time.
"""
