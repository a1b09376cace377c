"""The names of the full-text index, shared by those who fill it and those who ask it."""

from __future__ import annotations

INDEX = "story_text"
APART = " ¶ "
"""Between two segments: no term is so, hence no phrase runs from one segment into the next."""
OF_THE_STORY = ("title", "headline", "dateline", "body", "caption", "credit")
"""What is searched unless somebody asks for another role."""
BESIDE_IT = ("related", "comment", "boilerplate")
EVIDENCE = "evidence"
COLUMNS = (*OF_THE_STORY, *BESIDE_IT, EVIDENCE)
ANY = "any"
ROLES = (*OF_THE_STORY, *BESIDE_IT, EVIDENCE, ANY)
WEIGHTS = (5.0, 5.0, 1.0, 1.0, 0.5, 0.25, 0.1, 0.1, 0.1, 1.0)
"""What a word counts for in each column: in the headline five times as much as in the body."""
CREATE = f"CREATE VIRTUAL TABLE {INDEX} USING fts5({', '.join(COLUMNS)}, tokenize = 'ascii')"
