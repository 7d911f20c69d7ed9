"""Reading ease, against sums done by hand."""

from __future__ import annotations

import pytest

from workbench.content.reading import hardest_first, reading_ease, syllables
from workbench.domain.content import Pack


def test_syllables_of_plain_words() -> None:
    assert [syllables(word) for word in ("team", "leaders", "operating", "accountability")] == [1, 2, 4, 5]


def test_the_formula_by_hand() -> None:
    # 4 words, 1 sentence, 4 syllables: 206.835 − 1.015·4 − 84.6·1 = 118.175
    assert reading_ease(["The team is here."]) == pytest.approx(118.175)
    # 3 words in 2 parts, 4 syllables: 206.835 − 1.015·1.5 − 84.6·4/3 = 92.5125
    assert reading_ease(["Leaders hear; teams"]) == pytest.approx(92.5125)


def test_nothing_to_read_and_other_languages_have_no_figure() -> None:
    assert reading_ease([]) is None
    assert reading_ease(["1, 2, 3!"]) is None
    assert reading_ease(["Das Team ist hier."], "de-DE") is None


def test_harder_words_read_harder(pack: Pack) -> None:
    easy, hard = (
        reading_ease(["We fix it fast."]),
        reading_ease(["Organisational accountability materialises."]),
    )
    assert easy is not None
    assert hard is not None
    assert hard < 0 < 90 < easy
    listed = hardest_first(pack)
    assert len(listed) == len(pack.questions)
    assert [each.ease for each in listed] == sorted(each.ease for each in listed)


def test_no_question_of_the_built_in_pack_is_hard_to_read(pack: Pack) -> None:
    assert [each.question.id for each in hardest_first(pack) if each.ease < 40] == []
