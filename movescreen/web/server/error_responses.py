"""Answers to requests that cannot be served: a sentence, and nothing about the inside."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from movescreen.errors import Problem
from movescreen.output.language.problems import in_language, problem_sentence
from movescreen.web.server.middleware import TOO_LONG
from movescreen.web.server.sentence import language_of, sentence

OF_ANOTHER = "What was sent is not what this page sends. Load it again."
NOTHING = "There is nothing here. Go back to the first page."
UNKNOWN = {  # by status: the code for other languages, and the English sentence
    400: ("bad_request", OF_ANOTHER),
    404: ("not_found", NOTHING),
    405: ("method_not_allowed", NOTHING),
    413: ("too_long", TOO_LONG),
    422: ("unprocessable", OF_ANOTHER),
    500: ("unforeseen", "Something unexpected happened here; the terminal shows what. Load the page again."),
}


def answer_errors(app: FastAPI) -> None:
    """Have every error of an application answered here."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(HTTPException, _refusal)
    app.add_exception_handler(RequestValidationError, _not_as_asked)
    app.add_exception_handler(Exception, _unforeseen)


def _problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    language = language_of(request.app)
    said = problem_sentence(problem, language)
    return sentence(request.headers.get("accept", ""), 400, problem.code, said, language)


def _refusal(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, HTTPException)
    return _answer(request, refusal.status_code, _name(refusal.status_code))


def _not_as_asked(request: Request, _: Exception) -> Response:
    return _answer(request, 422, _name(422))


def _unforeseen(request: Request, _: Exception) -> Response:
    return _answer(request, 500, "unforeseen")


def _name(status: int) -> str:
    return HTTPStatus(status).name.lower()


def _answer(request: Request, status: int, code: str) -> Response:
    language = language_of(request.app)
    said = in_language(*UNKNOWN.get(status, UNKNOWN[404]), language)
    return sentence(request.headers.get("accept", ""), status, code, said, language)
