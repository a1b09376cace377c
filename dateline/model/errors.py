"""The root of every error that a user can mend: what was wrong, where, and what to do."""


class DatelineError(Exception):
    """An error with a message for people; the command line prints it and exits with `exit_code`."""

    exit_code = 1


class UsageError(DatelineError):
    """Something was asked for that cannot be, such as a folder that is not there."""

    exit_code = 2


class MissingError(UsageError):
    """A package that is not installed by itself is needed; says the command that installs it."""
