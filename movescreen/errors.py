"""What a person can act on: every error that reaches a user is a `Problem` with a sentence that says what to do."""


class Problem(Exception):  # noqa: N818 - the user's word for it
    """Something went wrong that the user can mend. `code` is short and stable, the message is the sentence to show."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.code, str(self))
