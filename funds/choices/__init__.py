"""The words of funds: what columns may hold, and the permitted moves beside them."""
