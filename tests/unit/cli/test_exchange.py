"""Coding in and out by the command line, on a real small film."""

from collections.abc import Callable
from pathlib import Path

from tests.films import Kind, NumberedFilm
from tests.unit.cli.running import Run
from workbench.exchange.document import Annotation, Document, Media, Tier
from workbench.exchange.eaf import Eaf
from workbench.exchange.format import MILLISECONDS


def test_a_film_is_coded_elsewhere_and_its_coding_leaves_under_letters(
    run: Run, numbered_film: Callable[[Kind], NumberedFilm], tmp_path: Path
) -> None:
    film = run("import", numbered_film("variable").path, "--case", "hazel", "--title", "puzzle", "--json").json["recording"]["id"]
    run("case", "person", "hazel", "C1", "--role", "child", "--name", "Noah")
    run("case", "in-view", film, "C1")
    tiers = (Tier("CHI", (Annotation(100, 400, "Noah laughs"), Annotation(500, 500, "clap"))), Tier("notes", (Annotation(0, 50, "x"),)))
    file = tmp_path / "coded.csv"
    file.write_bytes(run_csv(Document(MILLISECONDS, tiers)))

    asked = run("exchange", "import", file, "--case", "hazel")
    assert asked.status == 2
    assert "Say which film it is" in asked.err
    refused = run("exchange", "import", file, "--case", "hazel", "--film", film[:6])
    assert refused.status == 2
    assert "tier “CHI”: “clap” at 0.500 s is an instant" in refused.err

    options = ("--tier", "CHI=C1:voice", "--tier", "notes=-", "--instants", "one_frame")
    made = run("exchange", "import", file, "--case", "hazel", "--film", film[:6], *options, "--json").json
    assert (made["n_intervals"], [tier["channel"] for tier in made["tiers"]]) == (2, ["voice"])
    assert {"name": "a tier that is to be left out", "n": 1, "where": "notes"} in made["report"]["losses"]

    out = ("--format", "eaf", "--for", "AB", "-o", tmp_path / "out")
    assert "research in numbers" in run("exchange", "export", film[:6], *out).err
    run("case", "consent", "hazel", "C1", "research_numeric", "granted")
    written = run("exchange", "export", film[:6], *out, "--json").json["coding"]
    assert written["files"] == ["film-1.eaf", "report.txt"]
    document = Eaf().read((Path(written["folder"]) / "film-1.eaf").read_bytes(), "film-1.eaf").document
    assert [(tier.person, [each.label for each in tier.annotations]) for tier in document.tiers] == [("A", ["[child] laughs", "clap"])]
    assert "coding" in run("exports").out


def test_the_formats_are_listed_with_what_they_do_not_hold(run: Run) -> None:
    listed = run("exchange", "formats", "--json").json["formats"]
    assert [each["name"] for each in listed][:2] == ["eaf", "textgrid"]
    assert "notes" in listed[0]["not_held"]
    assert all(each["name"] in run("exchange", "formats").out for each in listed)


def test_a_file_says_itself_which_film_it_is_about(run: Run, numbered_film: Callable[[Kind], NumberedFilm], tmp_path: Path) -> None:
    path = numbered_film("variable").path
    run("import", path, "--case", "hazel", "--title", "puzzle")
    (tmp_path / "film.mp4").write_bytes(path.read_bytes())
    document = Document(MILLISECONDS, (Tier("t", (Annotation(0, 400, "x"),)),), media=(Media("file:///elsewhere/x.mp4", "./film.mp4"),))
    (tmp_path / "coded.eaf").write_bytes(Eaf().write(document).data)
    done = run("exchange", "import", tmp_path / "coded.eaf", "--case", "hazel")
    assert done.status == 0, done.err
    assert "film found by its path" in done.out
    wrong = run("exchange", "import", tmp_path / "coded.eaf", "--case", "hazel", "--tier", "t=C1")
    assert wrong.status == 2
    assert "TIER=PERSON:CHANNEL" in wrong.err


def run_csv(document: Document) -> bytes:
    from workbench.exchange.formats import format_named

    return format_named("csv").write(document).data
