"""The import wizard: what is common to all kinds of import, from the upload to the undo (ux P6)."""
