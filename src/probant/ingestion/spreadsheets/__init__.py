"""Spreadsheets in: files of any shape read, columns recognised, rows held against the books.

From the bytes up: `containers` (what the file is, refused where it is a trap), `workbooks` and
`delimited` (rows of plain cells), `apart` (the same in a process of its own), `headings` (where the
table begins and ends), `cells` (a cell as a value), `columns` (which column is what), `kinds` and
`catalogue` (what can be imported, one file a kind), `known` (the directory, held in memory).
"""
