from probant.kernel.finding import Finding, Severity, Where, by_severity


def test_finding_without_place_has_null_where() -> None:
    finding = Finding("article.gap", Severity.ERROR, "Il n’y a pas d’article V.")
    assert finding.places == ()
    assert finding.as_dict() == {
        "code": "article.gap",
        "severity": "error",
        "message": "Il n’y a pas d’article V.",
        "where": None,
    }


def test_finding_with_one_place_has_an_object() -> None:
    finding = Finding("vote.total", Severity.WARNING, "…", Where(2, 14, "POUR : 41"))
    assert finding.as_dict()["where"] == {"page": 2, "line": 14, "text": "POUR : 41"}
    assert finding.places == (Where(2, 14, "POUR : 41"),)


def test_finding_across_files_has_a_list() -> None:
    places = (Where(None, 3, "26"), Where(None, 9, "28"))
    finding = Finding("claim.contradiction", Severity.ERROR, "…", places)
    assert finding.as_dict()["where"] == [
        {"page": None, "line": 3, "text": "26"},
        {"page": None, "line": 9, "text": "28"},
    ]
    assert finding.places == places


def test_findings_are_shown_gravest_first_and_otherwise_in_order() -> None:
    findings = [Finding(str(at), severity, "") for at, severity in enumerate(Severity)]
    shuffled = [findings[3], findings[1], findings[0], findings[2], findings[1]]
    assert [one.code for one in by_severity(shuffled)] == ["0", "1", "1", "2", "3"]


def test_severities_have_french_labels() -> None:
    assert {severity.value: severity.label for severity in Severity} == {
        "error": "erreur",
        "warning": "à vérifier",
        "gap": "manque",
        "info": "note",
    }
