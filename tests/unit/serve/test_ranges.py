import pytest

from workbench.serve.ranges import ByteRange, UnsatisfiableError, is_unchanged, may_continue, parse_range


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        # RFC 9110 section 14.1.2, for a representation of 10 000 bytes
        ("bytes=0-499", (0, 500)),
        ("bytes=500-999", (500, 1000)),
        ("bytes=-500", (9500, 10_000)),
        ("bytes=9500-", (9500, 10_000)),
        ("bytes=0-", (0, 10_000)),
        ("bytes=0-0", (0, 1)),
        ("bytes=-1", (9999, 10_000)),
        ("bytes=-20000", (0, 10_000)),
        ("bytes=9999-20000", (9999, 10_000)),
        ("Bytes=0-1", (0, 2)),
    ],
)
def test_a_single_range_gives_the_bytes_the_standard_says(header: str, expected: tuple[int, int]) -> None:
    found = parse_range(header, 10_000)
    assert found is not None
    assert (found.start, found.stop) == expected


@pytest.mark.parametrize(
    "header", ["bytes=0-0,-1", "items=0-1", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=1-2-3", "0-1", "bytes=+1-2"]
)
def test_what_is_not_a_single_byte_range_is_ignored(header: str) -> None:
    assert parse_range(header, 10_000) is None


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=10000-", 10_000), ("bytes=10000-10001", 10_000), ("bytes=-0", 10_000), ("bytes=0-", 0), ("bytes=-5", 0)]
)
def test_a_range_without_any_byte_of_the_file_cannot_be_satisfied(header: str, size: int) -> None:
    with pytest.raises(UnsatisfiableError):
        parse_range(header, size)


def test_content_range_names_the_last_byte_inclusively() -> None:
    assert ByteRange(0, 500, 1234).content_range == "bytes 0-499/1234"
    assert ByteRange(0, 500, 1234).n_bytes == 500


@pytest.mark.parametrize(
    ("header", "unchanged"), [('"a"', True), ('W/"a"', True), ('"b", "a"', True), ("*", True), ('"b"', False), ("", False), ("a", False)]
)
def test_a_copy_is_good_when_its_tag_is_among_those_named(header: str, unchanged: bool) -> None:
    assert is_unchanged(header, '"a"') is unchanged


@pytest.mark.parametrize(
    ("header", "continues"), [(None, True), ('"a"', True), ('W/"a"', False), ('"b"', False), ("Wed, 21 Oct 2015 07:28:00 GMT", False)]
)
def test_a_range_continues_only_the_very_same_file(header: str | None, continues: bool) -> None:
    assert may_continue(header, '"a"') is continues
