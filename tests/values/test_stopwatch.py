"""Seconds by stage: a part within another is counted once, and one that is off counts nothing."""

import time

from dateline.values.stopwatch import STOPPED, Spent, Stopwatch, peak_megabytes


def busy(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_a_part_within_another_is_not_counted_in_that():
    watch = Stopwatch(on=True)
    began = time.process_time()
    with watch.part("outer"):
        busy(0.02)
        with watch.part("inner"):
            busy(0.05)
        busy(0.01)
    whole = time.process_time() - began
    spent = {one.stage: one for one in watch.taken()}
    assert spent["inner"].processor >= 0.05 > spent["outer"].processor >= 0.03
    assert abs(sum(one.processor for one in spent.values()) - whole) < 0.01
    assert watch.taken() == ()


def test_what_raises_is_counted_and_what_others_tell_is_added():
    watch = Stopwatch(on=True)
    try:
        with watch.part("stage"):
            busy(0.01)
            raise KeyError("x")
    except KeyError:
        pass
    watch.add([Spent("stage", 2.0, 1.0), Spent("other", 1.0, 0.5)])
    spent = {one.stage: one for one in watch.taken()}
    assert spent["stage"].wall > 2.0 and spent["stage"].processor > 1.01
    assert spent["other"] == Spent("other", 1.0, 0.5)


def test_waiting_for_things_counts_and_what_is_done_with_them_does_not():
    watch = Stopwatch(on=True)

    def slow():
        for number in range(2):
            time.sleep(0.02)
            yield number

    found = []
    for one in watch.each("waiting", slow()):
        busy(0.03)
        found.append(one)
    (spent,) = watch.taken()
    assert found == [0, 1]
    assert spent.wall >= 0.04 and spent.processor < 0.03


def test_one_that_is_off_counts_nothing():
    with STOPPED.part("stage"):
        busy(0.001)
    assert STOPPED.taken() == ()
    assert list(STOPPED.each("waiting", iter("ab"))) == ["a", "b"]


def test_a_process_has_had_some_memory():
    assert 5 < peak_megabytes() < 100_000
