"""The error workbook of the dirty roster, corrected as its answer key says, goes in without a finding."""
