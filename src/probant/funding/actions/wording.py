"""Writing the text of a convention article by article: the clauses are replaced whole each time."""

import datetime
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from probant.funding.access import can_change, can_record
from probant.funding.actions.conventions import put_clauses
from probant.funding.actions.drafts import ClauseDraft
from probant.funding.models import Clause, Convention, VotedText
from probant.funding.rules import Kind
from probant.funding.rules.articles import Article, gather, key_of
from probant.governance.models import Decision
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

#: The kinds of an article that are its text alone.
TEXT_KINDS = (
    Kind.TEXT,
    Kind.OBJECT,
    Kind.CONDITIONS,
    Kind.COMMITMENT,
    Kind.CONTROL,
    Kind.EVALUATION,
    Kind.UNSPENT,
    Kind.AMENDMENT,
)
LONGEST_TEXT = 60_000
#: The clauses of a convention, article by article.
Groups = list[list[ClauseDraft]]


def drafts_of(clauses: Iterable[Clause]) -> list[ClauseDraft]:
    """The clauses as they stand, ready to be written again."""
    return [
        ClauseDraft(one.kind, one.article, one.title, one.text, one.read_terms(), one.bound)
        for one in clauses
    ]


def write_article(
    *,
    actor: Actor,
    convention: Convention,
    article: Article,
    kind: str = Kind.TEXT,
    place: int | None = None,
    after: int | None = None,
    reason: str = "",
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Write an article: the one at `place` among the articles, or (None) a new one, `after` which.

    Its clauses keep their terms and follow its number and title; its words stand once, first.
    Raises `Refused`, `Stale`. Effects: as `set_clauses`.
    """

    def edit(groups: Groups) -> None:
        _check(article, kind, [one for i, one in enumerate(groups) if i != place])
        if place is None:
            at = len(groups) if after is None else min(after + 1, len(groups))
            groups.insert(at, [ClauseDraft(kind, article.number, article.title, article.text)])
        else:
            groups[place] = _rewritten(_group(groups, place), article, kind)

    return _reword(actor, convention, edit, reason=reason, read_at=read_at, key=key)


def drop_article(
    *,
    actor: Actor,
    convention: Convention,
    place: int,
    reason: str = "",
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Take an article out of the text, with its clauses. Raises `Refused`, `Stale`."""

    def edit(groups: Groups) -> None:
        groups.remove(_group(groups, place))

    return _reword(actor, convention, edit, reason=reason, read_at=read_at, key=key)


def write_clause(
    *,
    actor: Actor,
    convention: Convention,
    place: int,
    draft: ClauseDraft,
    clause: int | None = None,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Write a structured clause of the article at `place`: its `clause`-th, or (None) a new one.

    The article keeps its number, title and words. Raises `Refused`, `Stale`.
    """

    def edit(groups: Groups) -> None:
        group = _group(groups, place)
        if clause is None:
            group.append(replace(draft, article=group[0].article, title=group[0].title))
            return
        old = _clause(group, clause)
        group[clause] = replace(
            draft,
            article=old.article,
            title=old.title,
            text=draft.text or old.text,
            bound=draft.bound or old.bound,
        )

    return _reword(actor, convention, edit, read_at=read_at, key=key)


def drop_clause(
    *,
    actor: Actor,
    convention: Convention,
    place: int,
    clause: int,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Take a structured clause away; the words of its article stay. Raises `Refused`, `Stale`."""

    def edit(groups: Groups) -> None:
        group = _group(groups, place)
        old = _clause(group, clause)
        del group[clause]
        if old.text or not group:
            group.insert(0, ClauseDraft(Kind.TEXT, old.article, old.title, old.text))

    return _reword(actor, convention, edit, read_at=read_at, key=key)


def paste_text(
    *,
    actor: Actor,
    convention: Convention,
    articles: Sequence[Article],
    reason: str = "",
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Convention:
    """Put a whole text in place of the articles; clauses stay where their article is still there.

    Raises `Refused`, `Stale`. Effects: as `set_clauses`.
    """
    if not articles:
        raise Refused(
            "Aucun article n’a été reconnu : chaque article commence une ligne, comme "
            "« Article 1 – Objet »."
        )

    def edit(groups: Groups) -> None:
        held = {key_of(group[0].article, group[0].title): group for group in groups}
        groups.clear()
        for article in articles:
            group = held.pop(key_of(article.number, article.title), [])
            kind = group[0].kind if group and group[0].terms is None else Kind.TEXT
            groups.append(_rewritten(group, article, kind))
        lost = [one for group in held.values() for one in group if one.terms is not None]
        if lost:
            where = ", ".join(sorted({one.article or one.title for one in lost}))
            raise Refused(
                f"Des clauses tiennent à des articles que le texte n’a pas : {where}. "
                "Retirez-les d’abord, ou complétez le texte."
            )

    return _reword(actor, convention, edit, reason=reason, read_at=read_at, key=key)


def _reword(
    actor: Actor,
    convention: Convention,
    edit: Callable[[Groups], None],
    *,
    reason: str = "",
    read_at: int | None,
    key: uuid.UUID | None,
) -> Convention:
    """Edit the articles as they stand under the lock: nobody's writing is put back."""
    require(can_change(actor, convention))
    with change(actor, verb="funding.set_clauses", houses=[convention.house_id], key=key) as entry:
        entry.guard("convention", convention.pk, read_at=read_at)
        groups = grouped(drafts_of(convention.clauses.order_by("position")))
        edit(groups)
        put_clauses(entry, convention, [one for group in groups for one in group], reason)
    return convention


def _group(groups: Groups, place: int) -> list[ClauseDraft]:
    if not 0 <= place < len(groups):
        raise Refused("Cet article n’est plus dans la convention.")
    return groups[place]


def _clause(group: list[ClauseDraft], clause: int) -> ClauseDraft:
    if not 0 <= clause < len(group):
        raise Refused("Cette clause n’est plus dans l’article.")
    return group[clause]


def keep_voted_text(
    *,
    actor: Actor,
    convention: Convention,
    articles: Sequence[Article],
    kept_on: datetime.date,
    decision: Decision | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> VotedText:
    """Keep the text that was put to the vote, to hold the signed one against it.

    Raises `Refused`. Effects: a row; one entry mentioning ("convention", id).
    """
    require(can_record(actor, convention.house_id))
    if not articles:
        raise Refused(
            "Aucun article n’a été reconnu : chaque article commence une ligne, comme "
            "« Article 1 – Objet »."
        )
    if decision is not None and decision.deliberation.house_id != convention.house_id:
        raise Refused("Cette décision est tenue par une autre structure.")
    with change(
        actor,
        verb="funding.keep_voted_text",
        houses=[convention.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if kept_on > entry.today:
            raise Refused("Le vote est dans l’avenir : gardez le texte une fois voté.")
        kept = VotedText.objects.create(
            convention=convention,
            kept_on=kept_on,
            decision=decision,
            articles=[
                {"article": one.number, "title": one.title, "text": one.text} for one in articles
            ],
        )
        entry.mention("convention", convention.pk)
    return kept


def grouped(drafts: Sequence[ClauseDraft]) -> Groups:
    """The clauses of each article, in order."""
    gathered = gather([(one.article, one.title, one.text) for one in drafts])
    return [[drafts[place] for place in places] for _, places in gathered]


def _rewritten(group: Sequence[ClauseDraft], article: Article, kind: str) -> list[ClauseDraft]:
    """An article written again: its words first, then its terms under its number and title."""
    head = ClauseDraft(kind, article.number, article.title, article.text)
    bound = next((one.bound for one in group if one.terms is None and one.bound), "")
    terms = [
        replace(one, article=article.number, title=article.title, text="")
        for one in group
        if one.terms is not None
    ]
    return [replace(head, bound=bound), *terms]


def _check(article: Article, kind: str, others: Sequence[Sequence[ClauseDraft]]) -> None:
    if not article.number and not article.title:
        raise Refused("Donnez un numéro ou un intitulé à l’article.")
    if kind not in TEXT_KINDS:
        raise Refused("Choisissez ce que l’article règle.")
    if len(article.text) > LONGEST_TEXT:
        raise Refused("Ce texte est trop long pour un article : coupez-le en plusieurs articles.")
    wanted = key_of(article.number, article.title)
    if any(key_of(group[0].article, group[0].title) == wanted for group in others):
        raise Refused(f"La convention a déjà un {article.name.lower()} : changez le numéro.")
