import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from workbench.core.regions import ShapeKind
from workbench.render.manifest import Manifest

VERSION_1, VERSION_2 = (Path(__file__).parents[2] / "golden" / f"package_manifest_v{version}.json" for version in (1, 2))


def test_a_list_of_version_1_is_read_as_it_was_written() -> None:
    written = VERSION_1.read_text(encoding="utf-8")
    manifest = Manifest.model_validate_json(written)
    assert json.loads(manifest.model_dump_json().replace(',"turn_deg":0.0', "")) == json.loads(written)
    (clip,) = manifest.clips
    assert (clip.pts, clip.end, clip.pauses[0].at) == ((0, 3600, 7200, 12000), 15600, 3600)


def test_a_list_of_version_2_is_read_as_it_was_written_and_has_spotlights_polygons_and_turns() -> None:
    written = VERSION_2.read_text(encoding="utf-8")
    manifest = Manifest.model_validate_json(written)
    assert json.loads(manifest.model_dump_json()) == json.loads(written)
    spotlight, polygon = (figure.region() for figure in manifest.clips[0].point_outs)
    assert (spotlight.kind, spotlight.form_at(7200).turn_deg) == (ShapeKind.SPOTLIGHT, 180.0)
    assert (polygon.kind, len(polygon.form_at(0).points)) == (ShapeKind.POLYGON, 3)


def test_a_list_cannot_carry_a_figure_that_hides() -> None:
    data = json.loads(VERSION_2.read_text(encoding="utf-8"))
    data["clips"][0]["point_outs"][0]["shape"] = "blur"
    with pytest.raises(ValidationError, match="a blur always hides"):
        Manifest.model_validate_json(json.dumps(data))


def test_a_figure_of_a_list_can_be_asked_where_it_is() -> None:
    figure = Manifest.model_validate_json(VERSION_1.read_text(encoding="utf-8")).clips[0].point_outs[0].region()
    assert figure.kind is ShapeKind.ELLIPSE
    assert figure.form_at(0).points == ((0.25, 0.25), (0.5, 0.75))
    assert figure.form_at(7800).points[0][0] == pytest.approx(0.25 + 0.125 / 2, abs=1e-4)


@pytest.mark.parametrize("place", [(), ("clips", 0), ("clips", 0, "pauses", 0), ("clips", 0, "point_outs", 0)])
def test_no_field_can_be_smuggled_into_a_list(place: tuple[str | int, ...]) -> None:
    data = json.loads(VERSION_1.read_text(encoding="utf-8"))
    part = data
    for step in place:
        part = part[step]
    part["note"] = "hypothesis"
    with pytest.raises(ValidationError, match="note"):
        Manifest.model_validate_json(json.dumps(data))
