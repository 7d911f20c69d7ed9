"""Terms of art are found where they stand, as whole words, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.content.terms import terms_in
from workbench.domain.content import Pack, Term


def glossary(*forms: str | tuple[str, ...]) -> tuple[Term, ...]:
    """Terms, each given as its name or as its name and the other forms."""
    named = [(each,) if isinstance(each, str) else each for each in forms]
    return tuple(Term(name, f"What {name} means.", tuple(also)) for name, *also in named)


def found(text: str, *forms: str | tuple[str, ...]) -> list[str]:
    return [term.term for term in terms_in(text, glossary(*forms))]


def test_terms_come_in_the_order_in_which_they_stand_each_once() -> None:
    text = "An alert wakes us; toil follows, then another alert and more toil."
    assert found(text, "Toil", "Page", "Alert") == ["Alert", "Toil"]


def test_the_longest_term_counts() -> None:
    words = ("Budget", "Error budget", "Error", "Error budget policy")
    assert found("Who owns the error budget?", *words) == ["Error budget"]
    assert found("Is there an error budget policy?", *words) == ["Error budget policy"]
    assert found("The error budget, and a budget for errors", *words) == ["Error budget", "Budget"]


def test_what_was_taken_for_one_term_is_not_taken_for_another() -> None:
    assert found("A service level objective", "Service level", "Level objective") == ["Service level"]


@pytest.mark.parametrize(
    ("text", "forms", "wanted"),
    [
        ("toils", ("Toil",), []),
        ("undertoil", ("Toil",), []),
        ("Toil.", ("Toil",), ["Toil"]),
        ("the SLO's owner", ("SLO",), ["SLO"]),
        ("“SLO”", ("SLO",), ["SLO"]),
        ("slow", ("SLO",), []),
        ("slo", ("SLO",), []),
        ("it is IT that runs it", ("IT",), ["IT"]),
        ("it is", ("IT",), []),
        ("ci/cd", ("CI/CD",), []),
        ("CI/CD, of course", ("CI/CD",), ["CI/CD"]),
        ("SLOs", (("SLO", "SLOs"),), ["SLO"]),
        ("slos", (("SLO", "SLOs"),), ["SLO"]),
        ("self-healing", ("Self-healing",), ["Self-healing"]),
        ("Self-\nhealing", ("Self-healing",), ["Self-healing"]),
        ("error\n  budget", ("Error budget",), ["Error budget"]),
        ("error-budget", ("Error budget",), []),
        ("error_budget", ("Error", "Budget"), []),
        ("written in C++ today", ("C++",), ["C++"]),
        ("X→Y→Z shows it", ("X→Y→Z",), ["X→Y→Z"]),
        ("", ("SLO",), []),
        ("SLO", (), []),
        ("   ", (("SLO", " "),), []),
    ],
)
def test_whole_words_and_capitals(
    text: str, forms: tuple[str | tuple[str, ...], ...], wanted: list[str]
) -> None:
    assert found(text, *forms) == wanted


@pytest.mark.parametrize(
    ("text", "form", "stands"),
    [
        ("团队如何使用错误预算来决定发布?", "错误预算", True),
        ("使用SLO监控服务", "SLO", True),
        ("エラーバジェットの使い方", "エラーバジェット", True),
        ("ใช้งบประมาณข้อผิดพลาดอย่างไร", "งบประมาณ", True),
        ("Как тратится бюджет ошибок?", "Бюджет ошибок", True),
        ("Как тратится бюджетирование?", "Бюджет", False),
        ("מה תקציב השגיאות?", "תקציב השגיאות", True),
        ("كم تبلغ ميزانية الخطأ؟", "ميزانية الخطأ", True),
        ("यह सेवा अच्छी है", "सेवा", True),
        ("यह सेवा अच्छी है", "सेव", False),
        ("Wie groß ist das Fehlerbudget?", "Fehlerbudget", True),
        ("Fehlerbudgetierung", "Fehlerbudget", False),
        ("cafe\N{COMBINING ACUTE ACCENT} society", "Café", True),
    ],
)
def test_other_scripts(text: str, form: str, stands: bool) -> None:
    assert found(text, form) == ([form] if stands else [])


def test_the_first_of_two_terms_with_the_same_form_counts() -> None:
    assert found("a page", ("Page", "paged"), ("Paging", "page")) == ["Page"]


@given(st.text(), st.lists(st.text(min_size=1), max_size=5), st.text())
def test_any_text_with_any_glossary(before: str, names: list[str], after: str) -> None:
    terms = tuple(Term(name, "") for name in dict.fromkeys(names))
    for term in terms_in(f"{before} {' '.join(names)} {after}", terms):
        assert term in terms


@given(st.lists(st.sampled_from(["toil", "SLO", "error budget", "and", "the", "budget"]), max_size=12))
def test_a_term_is_found_if_and_only_if_it_stands_there(words: list[str]) -> None:
    terms = glossary("Toil", "SLO", "Error budget")
    wanted = {word.casefold() for word in words} & {"toil", "slo", "error budget"}
    assert {term.term.casefold() for term in terms_in(", ".join(words), terms)} == wanted


def test_every_word_of_the_programs_own_glossary_is_found_by_its_name(pack: Pack) -> None:
    for term in pack.glossary:
        for form in (term.term, *term.also):
            assert terms_in(f"What is {form}, then?", pack.glossary) == (term,), form
