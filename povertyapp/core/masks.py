"""What is shown of an ID number, an account or a telephone when nobody asked to reveal it (decisions.md)."""


def mask_id(value: str) -> str:
    """Return an ID number with its first four and last two characters: `4228************17`."""
    value = value or ""
    if len(value) < 8:
        return "*" * len(value)
    return value[:4] + "*" * (len(value) - 6) + value[-2:]


def mask_phone(value: str) -> str:
    """Return a telephone with its first three and last four digits."""
    value = value or ""
    if len(value) < 8:
        return "*" * len(value)
    return value[:3] + "*" * (len(value) - 7) + value[-4:]


def mask_account(value: str) -> str:
    """Return an account with its last four digits only."""
    value = value or ""
    if len(value) < 5:
        return "*" * len(value)
    return "*" * (len(value) - 4) + value[-4:]


def mask_name(value: str) -> str:
    """Return a name with its first character only: `覃**`. For children in lists."""
    value = value or ""
    return value[:1] + "*" * (len(value) - 1)
