"""Views: what people look at. All of their words are in `english` and `words`; a view only lays them out."""


def printable(text: str) -> str:
    """A name from outside as it can be shown anywhere: what is no visible character is a question mark."""
    return "".join(c if c.isprintable() else "?" for c in text)
