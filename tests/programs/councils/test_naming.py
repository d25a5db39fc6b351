import pytest
from tests.conftest import Cast, person
from tests.programs.councils import meeting as world
from tests.programs.councils import recommending

from thriving.movement.actions import Refused
from thriving.programs.councils.actions import recommendations, seats
from thriving.programs.councils.actions.recommendations import Vote
from thriving.programs.councils.mentions import mentioned, names_of


@pytest.mark.parametrize(
    ("whole", "text"),
    [
        ("王小明", "今天王小明说河很重要。"),
        ("王小明", "小明 said so."),
        ("ليلى", "قالت وليلى إن النهر مهم"),
        ("민지", "민지는 말했다"),
        ("Li", "Li, who is 14, spoke."),
        ("Zuri", "zuri_ spoke"),
        ("Zuri", "Ｚｕｒｉ14 spoke"),
        ("Zuri", "Zu\u3164ri spoke"),
        ("José", "JOSE spoke"),
    ],
)
def test_a_name_is_found_in_its_script(whole: str, text: str) -> None:
    assert any(mentioned(name, text) for name in names_of(whole))


@pytest.mark.parametrize(
    ("whole", "text"),
    [
        ("Li", "Disse che li aspetta."),
        ("Mark", "The market."),
        ("María del Mar", "El agua del río."),
        ("علي", "وافقوا عليه على الفور"),
        ("member-0", "member-01 spoke"),
    ],
)
def test_a_word_is_no_name(whole: str, text: str) -> None:
    assert not any(mentioned(name, text) for name in names_of(whole))


@pytest.mark.parametrize(
    ("text", "dissent"), [("Member-0 wants a bus.", ""), ("A bus.", "So says Member-0.")]
)
def test_what_a_council_recommends_names_no_minor(cast: Cast, text: str, dissent: str) -> None:
    council = recommending.sitting(cast)
    minor, author, _third = recommending.members(council)
    world.of_age(minor, "13-15")
    said = recommending.written(cast.lead, text=text.replace("Member-0", minor.name))
    made = recommendations.draft(council, said, by=author)
    with pytest.raises(Refused, match="name somebody"):
        recommendations.adopt(made, Vote(2, 1, 0, dissent.replace("Member-0", minor.name)), by=cast.editor)


@pytest.mark.parametrize("name", ["Zuri-Achieng", "Zuri_Achieng", "Zuri\u3164Achieng", "Zuri Achieng"])
def test_a_minor_is_called_by_one_word(cast: Cast, name: str) -> None:
    minor = world.of_age(person("zuri"), "13-15")
    with pytest.raises(Refused, match="one word"):
        seats.shown_name(name, minor)
    assert seats.shown_name("Zuri", minor) == "Zuri"
