"""`sources`: every claimant of an event is in its tree, with words that stand where they are said to stand."""

from dateline.engine.source_tree import tree_lines


def test_the_tree_names_every_claimant_with_its_words(built):
    texts = {document.path: document.text for document in built.documents()}
    for event in built.store.record().events:
        tree = built.sources(event.id)
        assert set(tree.counted) <= {source.speaker for source in tree.sources}
        for source in tree.sources:
            assert source.sayings
            for one in source.sayings:
                assert texts[one.document][one.start : one.end] == one.quote
        lines = list(tree_lines(tree))
        assert all(any(speaker in line for line in lines) for speaker in tree.counted)


def test_who_took_from_whom_is_shown_with_the_shared_words(built):
    edges = {(edge.source, edge.target) for edge in built.store.sources()}
    trees = [built.sources(event.id) for event in built.store.record().events]
    taken = [took for tree in trees for took in tree.took]
    assert bool(taken) == bool(edges)
    assert all(took.passages for took in taken)
