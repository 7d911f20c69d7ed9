"""Names that may be something else: an ordinary word, the client, another's name, a log-in name."""

from __future__ import annotations

import pytest

from workbench.analysis.names import Names, Person, redact


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Anna Gross", "5 gross tonnes"),
        ("Ming Long", "the long outage"),
        ("Le Hung", "the process hung, so restart it"),
        ("Kim Min", "30 min at least"),
        ("Ada Klein", "das ist zu klein, kurz und neu"),
        ("Jürgen Weiß", "ich weiß es; weiss auf schwarz"),
        ("Petr Svoboda", "svoboda a zima"),
        ("Вера Мороз", "мороз и вера"),
        ("Lo Grosso", "un grosso problema"),
        ("Jan Neu", "neu, neuer"),
    ],
)
def test_words_in_small_letters_name_nobody(name: str, typed: str) -> None:
    assert redact(typed, {name: "Tester"}) == typed


@pytest.mark.parametrize(
    ("name", "typed", "printed"),
    [
        ("Anna Gross", "Gross said so, anna gross too", "Tester said so, Tester too"),
        ("Jürgen Weiß", "Ask Weiß.", "Ask Tester."),
        ("Petr Svoboda", "bez Svobody", "bez Tester"),
        ("Ute Bauer", "frag bauer, Bauers Team", "frag Tester, Tester Team"),
    ],
)
def test_ordinary_words_with_a_capital_are_names(name: str, typed: str, printed: str) -> None:
    assert redact(typed, {name: "Tester"}) == printed


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Ute Bauer", "Der Bauer und des Bauers Feld", False),
        ("Ute Bauer", "Der SchneeBauer", False),
        ("Ute Bauer", "Ute sagt", True),
        ("Ute Bauer", "U. Bauer sagt", True),
        ("Petr Svoboda", "Svobody je málo", False),
        ("Anna Gross", "Gross tonnes", False),
        ("Jonas Berg", "bergj", False),
        ("Jonas Berg", "bergj@tern.example", True),
    ],
)
def test_in_doubt_nobody_is_named_when_careful(name: str, text: str, named: bool) -> None:
    assert Names([Person(name)]).found(text, careful=True) == ({name} if named else frozenset())


def test_a_role_title_names_nobody_by_a_german_noun_either() -> None:
    """It is printed: what may be a name goes there, other than an ordinary word."""
    known = Names([Person("Ute Bauer", "CTO"), Person("Anna Gross", "CFO")])
    assert known.title("Assistant to Bauer", "Somebody Else") == "Assistant to CTO"
    assert known.title("Gross Sales", "Somebody Else") == "Gross Sales"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Kestrel's depot, info@kestrel.example, KESTREL", None),
        ("KestrelTeam at https://kestrel.example/a", None),
        ("Ann Kestrel, A. Kestrel", "CTO, CTO"),
        ("Kestrel, Ann", "CTO"),
        ("Ann said no to Kestrel", "CTO said no to Kestrel"),
        ("Mrs Kestrel and Ms. Kestrel", "CTO and CTO"),
        ("ann.kestrel@kestrel.example", "CTO@kestrel.example"),
    ],
)
def test_a_client_of_one_word_means_the_client(typed: str, printed: str | None) -> None:
    known = Names([Person("Ann Kestrel", "CTO")], keep=("Kestrel",))
    assert known.redact(typed) == (typed if printed is None else printed)


def test_a_client_of_one_word_stays_in_titles_and_in_scripts_without_spaces() -> None:
    known = Names([Person("Ann Kestrel", "CTO")], keep=("Kestrel",))
    assert known.title("Head of Kestrel", "Ann Kestrel") == "Head of Kestrel"
    assert known.title("CFO (Ann Kestrel)", "Ann Kestrel") == "CFO"
    spaced = Names([Person("山田 太郎", "部長")], keep=("山田",))
    assert spaced.redact("山田の倉庫、山田太郎") == "山田の倉庫、部長"


@pytest.mark.parametrize(
    ("name", "typed", "printed"),
    [
        ("Jonas Berg", "jonasb@tern.example", "Tester@tern.example"),
        ("Jonas Berg", "jonas.b@tern.example", "Tester@tern.example"),
        ("Jonas Berg", "by j_berg or berg_j", "by Tester or Tester"),
        ("Jonas Berg", "by bergj, jonasb and @jonasb2", "by Tester, Tester and @Tester2"),
        ("Dr Jürgen Weiß", "by juergenw and jurgenw", "by Tester and Tester"),
        ("Jonas Li", "jli@tern.example, lij@tern.example", "Tester@tern.example, Tester@tern.example"),
        ("Will Page", "willp@tern.example, page.w@tern.example", "Tester@tern.example, Tester@tern.example"),
    ],
)
def test_log_in_names_are_found(name: str, typed: str, printed: str) -> None:
    assert redact(typed, {name: "Tester"}) == printed


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Simon Edwards", "Simone and SIMONE"),
        ("Sam Page", "pages, page_s and a page-s"),
        ("Jonas Li", "lij and jli"),
        ("Adam Ng", "x.ng-a"),
    ],
)
def test_what_only_looks_like_a_log_in_name_stays(name: str, typed: str) -> None:
    assert redact(typed, {name: "Tester"}) == typed


def test_somebody_elses_name_is_no_log_in_name() -> None:
    known = Names([Person("Martin Adams", "CTO"), Person("Martina Ruiz", "Porter")])
    assert known.redact("ask martina; martina@tern.example") == "ask Porter; Porter@tern.example"


@pytest.mark.parametrize(
    ("name", "typed", "printed"),
    [
        ("Ewa Nowak", "bez Ewy, o Ewie, znam Ewę z Ewą", "bez Tester, o Tester, znam Tester z Tester"),
        ("Jana Dvořák", "bez Jany, s Janou, o Janě", "bez Tester, s Tester, o Tester"),
        ("Olga Nowak", "dla Olgi", "dla Tester"),
        ("Яна Котова", "для Яны, с Яной", "для Tester, с Tester"),
    ],
)
def test_short_first_names_are_found_with_endings(name: str, typed: str, printed: str) -> None:
    assert redact(typed, {name: "Tester"}) == printed


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Jana Novak", "Jane and jany"),
        ("Ana Novak", "Any risk; Ane"),
        ("Nina Novak", "Nine lines"),
        ("Luca Novak", "Lucy said so"),
        ("Vera Novak", "Very late"),
        ("Tina Novak", "Tiny"),
    ],
)
def test_what_only_looks_like_a_short_name_with_an_ending_stays(name: str, typed: str) -> None:
    assert redact(typed, {name: "Tester"}) == typed


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("王小明", "問王 小明，和王　小明", "問Lead，和Lead"),
        ("Иван Петров", "Спросить Ивана Петрова и Ивану Петрову", "Спросить Lead и Lead"),
        ("Иван Петров", "Петрова Ивана", "Lead"),
        ("محمد الأحمد", "قال لمحمد الأحمد", "قال Lead"),
        ("محمد الأحمد", "والأحمد قال", "Lead قال"),
        ("محمد الأحمد", "للأحمد", "Lead"),
        ("דוד כהן", "ולדוד וכהן", "Lead"),
        ("Zoë Müller-Quist", "Z. Müller-Quist", "Lead"),
        ("Zoë Müller-Quist", "Mueller-Quist, Zoë", "Lead"),
        ("Zoë Müller-Quist", "Müller-Quist, Z.", "Lead."),
    ],
)
def test_names_as_other_languages_write_them(name: str, text: str, said: str) -> None:
    assert Names([Person(name, "Lead")]).redact(text) == said


@pytest.mark.parametrize("text", ["иван-чай", "Смирнов и Ива", "وقال", "والعمل", "王 小", "小明 王"])
def test_what_only_looks_like_it_stays(text: str) -> None:
    names = Names([Person("Олег Петров"), Person("محمد الأحمد"), Person("王小明")])
    assert names.redact(text) == text
