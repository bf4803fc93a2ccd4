"""The head of a convention: its title, and the parties that sign it."""

from __future__ import annotations

from probant.ingestion.tests.drawn.agreement import Agreement
from probant.ingestion.tests.drawn.dates import long_day
from probant.ingestion.tests.drawn.people import Member, proper


# Titles.
def title_years(a: Agreement) -> str:
    return f"CONVENTION PLURIANNUELLE D'OBJECTIFS\n{a.club}"


def title_means(a: Agreement) -> str:
    return f"Ville {a.of_place}\n\nConvention d'objectifs et de moyens"


def title_partnership(a: Agreement) -> str:
    return f"CONVENTION DE PARTENARIAT\nentre la commune et l'association « {a.club} »"


def title_grant(a: Agreement) -> str:
    return "RÉPUBLIQUE FRANÇAISE\n\n# Convention attributive de subvention"


def title_contract(a: Agreement) -> str:
    return f"CONTRAT D'OBJECTIFS\nCommune {a.of_place} / {a.club}"


def title_draft(a: Agreement) -> str:
    return "Annexe à la délibération\n\nPROJET DE CONVENTION FINANCIÈRE"


def title_numbered(a: Agreement) -> str:
    number = f"{a.first}-{a.rng.randint(1, 99):03d}"
    a.expected["number"] = number
    return f"CONVENTION DE SUBVENTION\nConvention n° {number}"


def title_of(a: Agreement) -> str:
    return f"Convention de soutien au projet de l'association {a.club}"


# Parties.
def _signed(a: Agreement, short: str, elected: str | None, chair: str | None) -> None:
    a.expected["short"] = short
    a.expected["parties"] = [(a.place, a.elected, elected), (a.club, a.chair, chair)]


def _voted(a: Agreement) -> str:
    a.expected["session_date"] = a.voted
    return long_day(a.voted)


def _role(m: Member, male: str = "président", female: str = "présidente") -> str:
    return female if m.e else male


def _name(m: Member, *, long: bool = False) -> str:
    return f"{m.long_title if long else m.title} {m.first} {m.last}"


def parties_signed(a: Agreement) -> str:
    _signed(a, "la Commune", "maire", "president")
    return (
        f"Entre les soussignés :\n\nLa Commune {a.of_place}, représentée par son maire, "
        f"{_name(a.elected, long=True)}, dûment habilité par délibération du conseil municipal du "
        f"{_voted(a)},\nci-après dénommée « la Commune », d'une part,\n\nEt\n\n"
        f"L'association {a.club}, régie par la loi du 1er juillet 1901, dont le siège social est "
        f"situé 3 rue des Lilas à {a.place}, représentée par {'sa' if a.chair.e else 'son'} "
        f"{_role(a.chair)}, {_name(a.chair, long=True)},\nci-après dénommée « l'Association », "
        "d'autre part,\n\nIl est convenu ce qui suit :"
    )


def parties_capitals(a: Agreement) -> str:
    _signed(a, "la Communauté", "president", "president")
    return (
        f"ENTRE\n\nLa Communauté de communes {a.of_place}, sise 12 place du Marché, représentée "
        f"par {_name(a.elected)}, {_role(a.elected).capitalize()}, agissant en vertu d'une "
        f"délibération du {_voted(a)},\n\nET\n\nL'association « {a.club} », représentée par "
        f"{_name(a.chair)}, {_role(a.chair).capitalize()},\n\nIl a été convenu et arrêté ce qui "
        "suit :"
    )


def parties_in_a_line(a: Agreement) -> str:
    _signed(a, "la Ville", "maire", "president")
    return (
        f"Entre la Ville {a.of_place}, représentée par {_name(a.elected)}, maire, d'une part,\n"
        f"et l'association {a.club}, représentée par {_name(a.chair)}, {_role(a.chair)}, d'autre "
        "part,\nil est convenu ce qui suit :"
    )


def parties_dashes(a: Agreement) -> str:
    _signed(a, "le Syndicat", "president", "president")
    return (
        f"Entre :\n\n- Le Syndicat mixte {a.of_place}, représenté par son président en exercice, "
        f"{_name(a.elected, long=True)},\n\nEt :\n\n- L'association {a.club} (SIRET 123 456 789 "
        f"00012), représentée par {_name(a.chair, long=True)}, en qualité de {_role(a.chair)},\n\n"
        "Préambule\n\nLes signataires partagent une même ambition pour le territoire."
    )


def parties_on_one_side(a: Agreement) -> str:
    _signed(a, "la Commune", "maire", "tresori")
    return (
        f"ENTRE, D'UNE PART,\n\nla Commune {a.of_place}, dont l'hôtel de ville est 1 place de la "
        f"Mairie, représentée par {_name(a.elected)}, Maire,\n\nET, D'AUTRE PART,\n\n"
        f"l'association {a.club}, déclarée en préfecture, représentée par {_name(a.chair)}, "
        f"{_role(a.chair, 'trésorier', 'trésorière')},\n\nIL EST CONVENU CE QUI SUIT"
    )


def parties_lines(a: Agreement) -> str:
    _signed(a, "la Ville", "maire", "president")
    return (
        f"Entre les soussignés\n\nVille {a.of_place}\n1 place de la Mairie\nReprésentée par "
        f"{_name(a.elected)}, maire en exercice\nCi-après désignée « la Ville »\n\net\n\n"
        f"Association {a.club}\n8 chemin du Moulin\nReprésentée par {_name(a.chair)}\nEn qualité "
        f"de {_role(a.chair)}\nCi-après désignée « l'association »\n\nIl a été convenu :"
    )


def parties_labels(a: Agreement) -> str:
    _signed(a, "la Ville", "maire", "president")
    return (
        f"Parties :\nVille {a.of_place}, Maire : {a.elected.first} {a.elected.last}\nAssociation "
        f"« {a.club} », {_role(a.chair).capitalize()} : {a.chair.first} {a.chair.last}\n\n"
        "PRÉAMBULE\n\nLes parties se connaissent de longue date."
    )


def parties_department(a: Agreement) -> str:
    _signed(a, "le Département", "president", "president")
    return (
        f"Entre\n\nLe Département {a.of_place}, représenté par {_name(a.elected, long=True)}, "
        f"Président{a.elected.e} du Conseil départemental, autorisé{a.elected.e} par délibération "
        f"de la commission permanente en date du {_voted(a)}, ci-après « le Département »,\n\n"
        f"et\n\nL'association dénommée {a.club}, dont le numéro RNA est W123456789, représentée "
        f"par sa co-présidente ou son co-président, {_name(a.chair)}, ci-après "
        "« le bénéficiaire »,\n\nVu le code général des collectivités territoriales,\n\nil est "
        "convenu ce qui suit."
    )


def parties_mixed(a: Agreement) -> str:
    _signed(a, "la commune", "maire", "president")
    return (
        f"ENTRE LES SOUSSIGNÉS :\nla commune {a.of_place}, représentée par "
        f"{a.elected.long_title} {a.elected.first} {proper(a.elected.last)}, Maire, habilité à "
        f"signer par délibération n° {a.first}-12 du {_voted(a)},\nd'une part,\nET :\n"
        f"l'association {a.club}, représentée par {a.chair.long_title} {a.chair.first} "
        f"{proper(a.chair.last)}, {_role(a.chair)},\nd'autre part.\nIl est arrêté ce qui suit."
    )
