"""The extract of the DLA's national tool held against the books, object by object.

A record is found again by the SIREN of its structure (its name where the extract has none) and its
day. What is new is written; what differs is shown from both sides and left as it is; what the
books have and the extract has not is shown at the end. So an extract is given again as often as
one likes.

`rows` reads a row, `extract` holds what was met so far, `cases` and `missions` take the objects,
`importer` hands each row to the one that takes it.
"""
