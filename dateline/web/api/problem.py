"""What the API says when it cannot answer: always the same three things."""

from __future__ import annotations

import msgspec
from msgspec import Struct
from starlette.responses import Response

JSON = "application/json"


class Problem(Struct, frozen=True):
    """Why there is no answer."""

    error: str  #: what is wrong
    where: str  #: the parameter or the part of the address
    fix: str  #: what to do


class ProblemError(Exception):
    """Ends a request with a problem."""

    def __init__(self, status: int, problem: Problem) -> None:
        super().__init__(problem.error)
        self.status, self.problem = status, problem


def refused(status: int, problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """The answer that tells of a problem."""
    return Response(msgspec.json.encode(problem), status, headers, JSON)


def wrong(where: str, error: str, fix: str) -> ProblemError:
    """A parameter that cannot be."""
    return ProblemError(422, Problem(error, where, fix))
