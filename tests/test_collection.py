"""What is set aside from the collector stays so until whoever set it aside is done."""

from __future__ import annotations

import gc

from kg.collection import set_aside, without_collection


def test_what_is_set_aside_stays_so_while_others_look_for_nothing() -> None:
    with set_aside():
        with without_collection():
            assert not gc.isenabled()
        assert gc.isenabled()
        with set_aside():
            pass
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_threads_that_make_much_at_once_leave_the_collector_on() -> None:
    first, second = without_collection(), without_collection()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_what_was_made_is_old_afterwards() -> None:
    with without_collection():
        made: list[list[object]] = [[] for _ in range(100)]
    old = {id(one) for one in gc.get_objects(generation=2)}
    assert all(id(one) in old for one in made)
