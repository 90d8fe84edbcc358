"""What funds read from workbooks."""
