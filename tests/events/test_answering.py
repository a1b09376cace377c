"""Charges, guesses and denials are laid on the happening that they speak of."""

import pytest

import dateline


def claims(report, field, stance):
    return {
        (c.value, c.attribution and c.attribution.speaker)
        for c in report.claims
        if (c.field, c.stance) == (field, stance)
    }


def one(text, kind):
    reports = dateline.read(text, published="2021-06-10").reports
    [found] = [r for r in reports if r.type == kind]
    return found


def test_a_charge_and_its_denial_are_mentions_of_what_is_told():
    text = (
        "Shells struck the market in Mosul on Monday, killing six people. The Northern Front accused the army of"
        " shelling the market. The army denied that it had fired on the city."
    )
    found = one(text, "remote.shelling")
    assert found.status == "occurred"
    assert [a.text for a in found.initiators] == ["army"]
    assert len(found.evidence) == 3
    assert claims(found, "initiators", "affirms") == {("army", "Northern Front")}
    assert claims(found, "initiators", "denies") == {("army", "army")}
    assert not claims(found, "occurrence", "denies")


def test_what_only_a_charge_tells_stays_alleged():
    found = one(
        "Army jets bombed a school in Mosul. The governor was accused of killing three students.", "civilian.attack"
    )
    assert found.status == "alleged"


def test_who_is_only_denied_to_have_done_it_is_no_doer():
    text = (
        "The ministry rejects the reports that units of the army shelled the market in Mosul on 6 June. Its first"
        " finding is that the shells came from the harbour."
    )
    found = one(text, "remote.shelling")
    assert (found.status, found.initiators) == ("occurred", ())
    assert claims(found, "initiators", "denies") == {("units", "ministry")}


def test_a_denial_without_a_doer_denies_that_it_happened():
    text = (
        "Militiamen stopped nine trucks with flour near Mosul on Monday. A man who spoke for the militia denied that"
        " any truck had been stopped."
    )
    found = one(text, "humanitarian.obstruction")
    assert found.status == "occurred"
    assert [value for value, _ in claims(found, "occurrence", "denies")] == ["occurred"]


def test_either_or_gives_alternatives_of_what_is_told():
    text = (
        "A bridge near Mosul was destroyed on Monday night. Either the army or the rebels may have blown up the bridge,"
        " aid workers said."
    )
    found = one(text, "destruction.demolition")
    assert found.status == "occurred"
    assert found.alternative_group is not None
    assert [a.text for a in found.initiators] == ["army", "rebels"]
    assert {c.certainty for c in found.claims if c.field == "initiators"} == {"unverified"}


def test_what_the_accused_say_back_makes_nobody_a_doer():
    text = (
        "Shells struck a school in Mosul on Monday. The rebels accused the army of shelling the school. The army said"
        " that the rebels may have fired the shells."
    )
    found = one(text, "remote.shelling")
    assert [a.text for a in found.initiators] == ["army"]
    assert ("rebels", "army") in claims(found, "initiators", "affirms")


@pytest.mark.parametrize(
    ("answer", "stance"),
    [
        ("The Red Brigade denied the charge.", "denies"),
        ("The Red Brigade denied the attack.", "denies"),
        ("The Red Brigade denied any involvement in the killing.", "denies"),
        ("The Red Brigade said that it had nothing to do with the killing.", "denies"),
        ("The Red Brigade claimed responsibility for the killing.", "affirms"),
        ("The government blamed the Red Brigade.", "affirms"),
        ("The Red Brigade was behind the attack, the mayor said.", "affirms"),
        ("The Red Brigade has not claimed responsibility for the attack.", None),
        ("The Red Brigade accepted responsibility for the delay.", None),
        ("The Red Brigade denied the charge of fraud.", None),
    ],
)
def test_answers_without_a_deed_of_their_own(answer, stance):
    found = one(f"Three teachers were shot dead in Mosul on Monday. {answer}", "civilian.attack")
    assert found.status == "occurred"
    said = {c.stance for c in found.claims if c.field == "initiators" and "Red Brigade" in c.value}
    assert said == ({stance} if stance else set())


def test_an_omitted_verb_still_denies():
    text = "A bridge near Mosul was destroyed. The army says that the rebels did it; the rebels say that they did not."
    found = one(text, "destruction.demolition")
    assert claims(found, "initiators", "affirms") == {("rebels", "army")}
    assert claims(found, "initiators", "denies") == {("rebels", "rebels")}
