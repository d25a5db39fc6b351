"""A file's name is words to show: it leads to no folder, and overwrites nothing."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings
from tests.conftest import Cast
from tests.whole.records import *  # noqa: F403 -- its fixtures
from tests.whole.records import close

from thriving.evidence.models import Batch
from thriving.kernel import files
from thriving.web import commands

pytestmark = pytest.mark.django_db

NAMES = (
    "../../../etc/passwd",
    "/etc/passwd",
    "..\\..\\settings.py",
    "C:\\boot.ini",
    "....//....//x.csv",
    "a\x00b.csv",
    "\u202efdp.csv",
    ".htaccess",
    "con.csv",
    "x" * 5_000 + ".csv",
    "%2e%2e%2fx.csv",
    "",
)
KEYS = (
    "../../etc/passwd",
    "..",
    "/etc/passwd",
    "a" * 31,
    "A" * 32,
    f"{'a' * 32}/x",
    f"{'a' * 32}\n",
    "%2e%2e",
)


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA, settings.FILES_ROOT = tmp_path / "data", tmp_path / "data" / "files"
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_a_file_lies_where_we_say(folder: Path, name: str) -> None:
    stored = files.store(ContentFile(b"a,b\n1,2\n", name=name), by="tests")
    [path] = [each for each in folder.rglob("*") if each.is_file()]
    assert path == folder / "data" / "files" / stored.key[:2] / stored.key
    assert not set("/\\\x00\u202e") & set(stored.name)
    assert stored.name.endswith(".csv")
    assert len(stored.name) < 200


@pytest.mark.parametrize("name", NAMES)
def test_it_is_handed_out_under_a_name_without_a_path(name: str) -> None:
    stored = files.store(ContentFile(b"a,b\n1,2\n", name=name), by="tests")
    answer = files.response(stored)
    close(answer)
    told = answer["Content-Disposition"]
    assert told.startswith("attachment;")
    assert not any(sign in told for sign in ("/", "\\\\", "..", "\n", "\r"))


@pytest.mark.parametrize("key", KEYS)
def test_a_key_leads_to_no_other_file(key: str) -> None:
    with pytest.raises(FileNotFoundError):
        files.path_of(key)


@pytest.mark.parametrize("asked", ["../../etc/passwd", "..", "/", "%2e%2e%2f", "all-0000000000000000"])
def test_a_package_is_of_a_plan_that_is_there(all_records: None, client: Client, asked: str) -> None:
    assert client.get("/data-package.zip", {"plan": asked}).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/..%2fsettings.py",
    ],
)
def test_style_sheets_lie_in_one_folder(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_uploaded_name_reaches_the_page_without_its_path(cast: Cast, client: Client) -> None:
    client.force_login(cast.evaluator)
    file = ContentFile(b"kind,occurred_on,subject\npartner.met,2020-01-01,x\n", name="../../evil.csv")
    assert client.post("/imports/", {"file": file}).status_code == 302
    assert Batch.objects.get().name == "evil.csv"


@pytest.mark.django_db(transaction=True)
def test_a_backup_writes_nothing_beside_the_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files.store(ContentFile(b"a,b\n1,2\n", name="a.csv"), by="tests")
    assert commands.run(["backup", str(folder / "honest.zip")]) == 0
    forged(folder / "honest.zip", folder / "forged.zip", "../../../../evil")
    before = set(folder.rglob("*"))
    assert commands.run(["restore", str(folder / "forged.zip"), "--replace"]) != 0
    assert set(folder.rglob("*")) == before
    assert "Traceback" not in capsys.readouterr().err


def forged(honest: Path, path: Path, key: str) -> None:
    """The same backup with one file more, whose key climbs out of the folder; its digests fit."""
    with zipfile.ZipFile(honest) as source, zipfile.ZipFile(path, "w") as target:
        about = json.loads(source.read("about.json"))
        about["files"][key] = sha256(b"evil").hexdigest()
        text = json.dumps(about)
        for name in source.namelist():
            if name not in {"about.json", "about.sha256"}:
                target.writestr(name, source.read(name))
        target.writestr(f"files/{key}", b"evil")
        target.writestr("about.json", text)
        target.writestr("about.sha256", sha256(text.encode()).hexdigest())
