"""Shards: cut the same way again, exchanged as files that prove themselves, tried again only so often."""

from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.engine import ray_tasks, ray_worker
from dateline.engine.exchange import Exchange, ExchangeError, Manifest
from dateline.engine.jobs import Done, job, shard_of
from dateline.engine.pages import Page
from dateline.engine.ray_tasks import TRIES, ClusterError, RayTasks
from dateline.engine.shards import PAGES, page_shards
from dateline.engine.state import Setup
from dateline.model.source import Capture
from dateline.values.stopwatch import Spent

pytest.importorskip("pyarrow")
exceptions = pytest.importorskip("ray.exceptions")


def capture(n, added=1):
    return Capture(id=f"cap-{n}", blob="b" * 64, path=f"{n:04}.txt", size=1, added=added)


def jobs(count):
    return [job("read", one.id, Page(one, b"not that blob"), same=Page(one)) for one in map(capture, range(count))]


SHARD = shard_of(jobs(5), "code-1")
DONES = tuple(
    Done(SHARD.id, one.id, bytes([n]), None, (Spent("parse", 2.0, 1.5),), 210.5) for n, one in enumerate(SHARD.jobs)
)


def cut(captures, unread):
    return list(page_shards(captures, frozenset(unread), "code-1", lambda one: None))


@given(count=st.integers(1, 4 * PAGES), later=st.integers(0, 2 * PAGES), done=st.sets(st.integers(0, 3)))
def test_shards_stay_the_same_when_others_are_done_and_pages_are_added(count, later, done):
    captures = [capture(n) for n in range(count)]
    before = cut(captures, {one.id for one in captures})
    assert [one.id for shard in before for one in shard.jobs] == [one.id for one in captures]
    taken = {one.id for n, shard in enumerate(before) if n in done for one in shard.jobs}
    more = captures + [capture(n, added=2) for n in range(count, count + later)]
    after = {shard.id for shard in cut(more[::-1], {one.id for one in more} - taken)}
    assert {shard.id for n, shard in enumerate(before) if n not in done and len(shard.jobs) == PAGES} <= after


@pytest.fixture(params=["folder", "memory"])
def exchange(request, tmp_path):
    return Exchange(str(tmp_path / "shards") if request.param == "folder" else f"memory://{tmp_path.name}")


def test_what_is_put_comes_out(exchange):
    manifest = exchange.put_shard(SHARD)
    assert manifest.jobs == 5 and exchange.shard(manifest) == SHARD
    assert exchange.outcome(SHARD) is None
    exchange.put_outcome(SHARD, DONES)
    assert exchange.outcome(SHARD) == DONES
    exchange.drop(SHARD)
    assert exchange.outcome(SHARD) is None and not exchange.files.find(exchange.root)


def test_an_outcome_that_is_not_whole_counts_for_nothing(tmp_path):
    exchange = Exchange(str(tmp_path))
    exchange.put_outcome(SHARD, DONES)
    for file in sorted(tmp_path.iterdir()):
        data = file.read_bytes()
        for hurt in (b"", data[: len(data) // 2], data[:-1] + b"?", data.replace(b"code-1", b"code-2")):
            if hurt != data:
                file.write_bytes(hurt)
                assert exchange.outcome(SHARD) is None
        file.write_bytes(data)
    assert exchange.outcome(SHARD) == DONES
    assert exchange.outcome(shard_of(SHARD.jobs, "code-2")) is None


def test_a_shard_that_was_altered_is_not_worked_on(tmp_path):
    exchange = Exchange(str(tmp_path))
    manifest = exchange.put_shard(SHARD)
    other = exchange.put_shard(shard_of(jobs(4), "code-1"))
    with pytest.raises(ExchangeError, match="not the jobs that its manifest states"):
        exchange.shard(msgspec.structs.replace(other, work="code-2"))
    (tmp_path / f"{SHARD.id}.shard.parquet").write_bytes(b"PAR1")
    with pytest.raises(ExchangeError, match="not the bytes that its manifest states"):
        exchange.shard(manifest)


def test_a_file_beside_the_shards_is_known_by_its_digest(exchange, tmp_path):
    (tmp_path / "layer.sqlite").write_bytes(b"places")
    digest = exchange.put_file(tmp_path / "layer.sqlite")
    assert exchange.fetch_file(digest, tmp_path).read_bytes() == b"places"


class Ray:
    """Stands in for Ray: tasks run here, but those of shards with a page that takes the machine down with it."""

    exceptions = exceptions

    def __init__(self, poison=(), losses=0):
        self.poison = poison
        self.losses = losses
        self.tried = []

    def remote(self, **options):
        assert options["max_retries"] == 0
        return lambda function: SimpleNamespace(remote=lambda message: (function, message))

    def cluster_resources(self):
        return {"CPU": 2.0}

    def wait(self, references, num_returns, timeout):
        return references[:1], references[1:]

    def get(self, reference):
        function, message = reference
        order = msgspec.msgpack.decode(message, type=ray_worker.Order)
        ids = [one.id for one in Exchange(order.exchange).shard(order.manifest).jobs]
        self.tried.append(ids)
        self.losses -= 1
        if self.losses >= 0 or set(ids) & set(self.poison):
            raise exceptions.WorkerCrashedError
        return function(message)

    def shutdown(self):
        ray_worker.PROCESS.stop()


def run(monkeypatch, tmp_path, ray, shards):
    monkeypatch.setattr(ray_tasks, "started", lambda address, workers: ray)
    executor = RayTasks(Setup(), Exchange(str(tmp_path)), 60.0, address=None, workers=2)
    try:
        return list(executor.run(shards))
    finally:
        executor.close()


def test_a_page_that_takes_its_machine_down_is_listed_and_costs_no_other(monkeypatch, tmp_path):
    ray = Ray(poison=["cap-3"])
    dones = {one.job: one for one in run(monkeypatch, tmp_path, ray, [SHARD])}
    assert set(dones) == {one.id for one in SHARD.jobs} and {one.shard for one in dones.values()} == {SHARD.id}
    assert f"lost (WorkerCrashedError), {TRIES} times" in dones["cap-3"].reason
    assert [one.job for one in dones.values() if one.result is None] == ["cap-3"]
    assert len(ray.tried) <= TRIES * 4 + 3
    assert not list(tmp_path.iterdir())


def test_a_machine_that_is_lost_costs_another_try(monkeypatch, tmp_path):
    ray = Ray(losses=TRIES - 1)
    assert all(one.result is not None for one in run(monkeypatch, tmp_path, ray, [SHARD]))
    assert len(ray.tried) == TRIES


def test_what_a_driver_did_not_live_to_take_in_is_not_done_again(monkeypatch, tmp_path):
    exchange, other = Exchange(str(tmp_path)), shard_of(jobs(6), "code-1")
    exchange.put_outcome(SHARD, DONES)
    exchange.put_outcome(other, [Done("", one.id, None, "took longer than 1 s") for one in other.jobs])
    ray = Ray()
    dones = run(monkeypatch, tmp_path, ray, [SHARD, other])
    assert tuple(dones[:5]) == DONES
    assert ray.tried == [[one.id for one in other.jobs]]


def test_another_dateline_on_a_machine_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(ray_tasks, "installed_digest", lambda: "another")
    with pytest.raises(ClusterError, match="has another version of Dateline"):
        run(monkeypatch, tmp_path, Ray(), [SHARD])


def test_an_exchange_that_a_machine_does_not_reach_is_told(tmp_path):
    order = ray_worker.Order(
        str(tmp_path / "absent"), Manifest("x", "x", 1, "x", "x"), Setup(), 1.0, ray_worker.installed_digest()
    )
    reply = msgspec.msgpack.decode(ray_worker.run_shard(msgspec.msgpack.encode(order)), type=ray_worker.Reply)
    assert "cannot be read here" in reply.problem and "--exchange" in reply.problem


def test_a_layer_of_the_gazetteer_goes_with_the_shards(tmp_path, monkeypatch):
    exchange = Exchange(str(tmp_path / "shards"))
    (tmp_path / "layer.sqlite").write_bytes(b"places")
    setup = Setup(project=exchange.put_file(tmp_path / "layer.sqlite"))
    order = ray_worker.Order(exchange.address, exchange.put_shard(SHARD), setup, 1.0, "")
    here = ray_worker.Process().here(order.setup, exchange)
    assert Path(here.project).read_bytes() == b"places" and here.user is None
