"""A pytest that has read all tests once, and runs those of one file at a time with a change in it.

For each change it makes a child of itself, puts the changed code into the functions that stand in memory, and
runs the tests there. A module that declares who may do what is read anew instead, and its scopes become what
they are there. It reads a line of JSON for each change, a path and the number of a node, or the path of tests
and nothing, which run as they are; and answers with a line: whether a test failed.

A test that calls none of what was changed cannot notice it, and is not asked; `reaching` says which, and in
which order the others are.

It answers nothing where it cannot know: if what a module or a class says was changed, and nothing fails for a
function that was called when all was read. Then `rooms` runs a pytest of its own.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import shutil
import signal
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from protecting import BUSY, PATIENCE, PROTECTING
from reaching import Reached, Remembering, name_of
from turning import ROOT, turned

TARGETS = {str(ROOT / path) for path in PROTECTING}

Functions = dict[CodeType, list[FunctionType]]
Change = Callable[[], None]
Fails = Callable[[Change, Collection[CodeType] | None], bool]  # of what was changed; nothing: ask each test

can_be_read_anew: dict[str, bool] = {}
called_before: set[CodeType] = set()
reached = Reached(TARGETS)


def _note(frame: FrameType, event: str, _argument: Any) -> None:
    if event == "call" and frame.f_code.co_filename in TARGETS:
        called_before.add(frame.f_code)


sys.setprofile(_note)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    _make_the_database(session)
    sys.setprofile(None)
    session.config.pluginmanager.register(reached)
    functions = _functions()
    data = Path(os.environ["THRIVING_DATA"])
    shutil.copytree(data, fresh := data.with_name(f"{data.name}-fresh"))
    questions, answers = (int(os.environ[f"MUTANTS_{each}"]) for each in ("QUESTIONS", "ANSWERS"))
    with os.fdopen(questions) as asked, os.fdopen(answers, "w") as answered:
        for path, number in map(json.loads, asked):
            items = _items_of(session, path)
            answer = judge(path, number, functions, partial(_fails, session, items))
            answered.write(json.dumps(answer) + "\n")
            answered.flush()
            shutil.rmtree(data)
            shutil.copytree(fresh, data)
    shutil.rmtree(fresh)
    return True


def judge(path: str, number: int | None, functions: Functions, fails: Fails) -> bool | None:
    """Whether the tests fail; nothing if that is not known."""
    if number is None:
        return fails(reached.listen, None)
    file = str(ROOT / path)
    before = compile((ROOT / path).read_text(), file, "exec", dont_inherit=True)
    after = compile(turned(path, number)[0], file, "exec", dont_inherit=True)
    changed = list(_changed(before, after))
    if all(old in functions for old, _new in changed):
        failed = fails(partial(_replace, changed, functions), [old for old, _new in changed])
        return failed if failed or not any(_was_called(old) for old, _new in changed) else None
    if "/rules" in path and _can_be_read_anew(file, before, fails):
        return fails(partial(_read_anew, file, after), None) or None
    return None


def _make_the_database(session: pytest.Session) -> None:
    """By the first test that needs it, if any does; of what is made for it, what all share stays."""
    first = next((item for item in session.items if item.get_closest_marker("database")), None)
    if not first:
        return
    around = set(first.listchain())
    others = (item for item in session.items if item is not first)
    other = min(others, key=lambda item: len(around.intersection(item.listchain())), default=None)
    session.config.hook.pytest_runtest_protocol(item=first, nextitem=other)
    if session.testsfailed:
        raise RuntimeError(f"{first.nodeid} fails before anything is changed.")


def _items_of(session: pytest.Session, path: str) -> list[pytest.Item]:
    """The tests of this file; or in it, if it is one of tests."""
    tests = [Path.cwd() / each for each in PROTECTING.get(path, path).split()]
    return [item for item in session.items if any(item.path.is_relative_to(each) for each in tests)]


def _functions() -> Functions:
    """Those that stand in memory, by their code; and those of them that remember what they said."""
    gc.unfreeze()
    found = defaultdict(list)
    for each in gc.get_objects():
        if type(each) is Remembering and getattr(each.__wrapped__, "__module__", "").startswith("thriving."):
            reached.remembering.append(each)
        if type(each) is FunctionType and each.__code__.co_filename in TARGETS:
            found[each.__code__].append(each)
    gc.freeze()
    return found


def _replace(changed: list[tuple[CodeType, CodeType]], functions: Functions) -> None:
    for inner, instead in (pair for old, new in changed for pair in _pairs(old, new)):
        for function in functions.get(inner, ()):
            function.__code__ = instead


def _can_be_read_anew(file: str, code: CodeType, fails: Fails) -> bool:
    if file not in can_be_read_anew:
        can_be_read_anew[file] = not fails(partial(_read_anew, file, code), None)
    return can_be_read_anew[file]


def _read_anew(file: str, code: CodeType) -> None:
    """Whoever holds a scope of the module holds it still, and it reaches what it says now."""
    from thriving.kernel import access, registry  # noqa: PLC0415 -- not before pytest knows where they are

    module = next(each for each in sys.modules.values() if getattr(each, "__file__", "") == file)
    declared: dict[str, Any] = {}
    names = {"__name__": module.__name__, "__package__": module.__package__, "__file__": file}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "declare", declared.update)
        patch.setattr(registry.Registry, "add", _put)
        exec(code, names)  # noqa: S102 -- our own, with one thing turned
    known = vars(module)
    for name in known.keys() & names.keys():
        if isinstance(known[name], registry.Registry):
            names[name]._things = known[name]._things | names[name]._things  # noqa: SLF001 -- what others put in
    before = [known[name] for name in known if isinstance(known[name], access.Scope)]
    now = [names[name] for name in known if isinstance(known[name], access.Scope)]
    before += [access.rules[name] for name in declared]
    for scope, instead in zip(before, [*now, *declared.values()], strict=True):
        object.__setattr__(scope, "reach", instead.reach)
        object.__setattr__(scope, "joined", instead.joined)


def _put(things: Any, name: str, thing: Any) -> Any:
    things._things[name] = thing  # noqa: SLF001 -- although it is there
    return thing


def _changed(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """The outermost functions that differ, or the module or class that itself does."""
    if old.co_flags & 0x2 or _own(old) != _own(new):  # 0x2: of a function, not of a module or a class
        if old != new:
            yield old, new
        return
    for inner, instead in zip(_inside(old), _inside(new), strict=True):
        yield from _changed(inner, instead)


def _own(code: CodeType) -> tuple[Any, ...]:
    return code.co_code, code.co_names, [repr(each) for each in code.co_consts if type(each) is not CodeType]


def _inside(code: CodeType) -> list[CodeType]:
    return [each for each in code.co_consts if isinstance(each, CodeType)]


def _pairs(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    yield old, new
    for inner, instead in zip(_inside(old), _inside(new), strict=True):
        yield from _pairs(inner, instead)


def _was_called(code: CodeType) -> bool:
    return code in called_before or any(map(_was_called, _inside(code)))


def _fails(
    session: pytest.Session, items: list[pytest.Item], change: Change, codes: Collection[CodeType] | None
) -> bool:
    """In a child. A change that never ends, or that ends Python, is noticed too."""
    chosen = reached.choose(items, None if codes is None else {name_of(each) for each in _all_in(codes)})
    heard, said = os.pipe()
    child = os.fork()
    if not child:
        _run(session, chosen, change, said)
    os.close(said)
    answer = _hear(heard)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return reached.learn(answer)


def _all_in(codes: Collection[CodeType]) -> Iterator[CodeType]:
    for code in codes:
        yield code
        yield from _all_in(_inside(code))


def _hear(heard: int) -> bytes:
    """A line; less if there comes no more."""
    answer = b""
    with os.fdopen(heard, "rb", buffering=0) as said:
        while not answer.endswith(b"\n") and select.select([said], [], [], PATIENCE * BUSY)[0]:
            if not (more := said.read(1 << 16)):
                break
            answer += more
    return answer


def _run(session: pytest.Session, items: list[pytest.Item], change: Change, said: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    try:
        change()
        for item, following in zip(items, [*items[1:], None], strict=True):
            with reached.by(item):
                session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                break
        with os.fdopen(said, "wb") as answer:
            answer.write(reached.told(failed=item.nodeid if session.testsfailed else ""))
    finally:
        os._exit(0)
