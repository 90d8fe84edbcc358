"""Rules of money and projects. Importing the package registers them."""
