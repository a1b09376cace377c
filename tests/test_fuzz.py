"""The targets of `bench/fuzz` on their seeds and on some mutations of each: the campaign itself is in `make soak`."""

import random

import pytest

from bench.fuzz.mutate import mutated
from bench.fuzz.targets import TARGETS, FaultError, Target, tried

IDS = [target.name for target in TARGETS]


@pytest.mark.parametrize("target", TARGETS, ids=IDS)
def test_what_is_mutated_is_read_or_refused(target):
    for seed in target.seeds:
        tried(target, seed)
    chance = random.Random(target.name)
    for _ in range(25):
        tried(target, mutated(target.seeds, chance))


def test_a_fault_is_no_refusal():
    def broken(data):
        raise FaultError("a span that is not its text")

    with pytest.raises(FaultError):
        tried(Target("x", broken, ()), b"")
