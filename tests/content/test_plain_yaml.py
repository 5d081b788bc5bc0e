"""Front matter: every scalar is text, and what is written is read back."""

import json

from hypothesis import assume, given
from hypothesis import strategies as st

from vetatwork.content.plain_yaml import read_yaml, write_yaml

SIGNS = st.text(alphabet=" :#-[]{}'\"\\ab,\n&*!|>%@`?~=<\x85\u2028", max_size=8)
TEXT = st.one_of(st.text(max_size=12), SIGNS)
NAMES = st.from_regex(r"[a-z][a-z_]{0,6}", fullmatch=True)
VALUES = st.one_of(
    TEXT,
    st.lists(TEXT, max_size=4),
    st.dictionaries(NAMES, TEXT, max_size=3),
    st.lists(st.dictionaries(NAMES, st.one_of(TEXT, st.lists(TEXT, max_size=3)), max_size=3), max_size=3),
)


def _plain(node):
    value = node.value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return {name: _plain(item) for name, item in value.items()} if isinstance(value, dict) else value


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_what_is_written_is_read_back(mapping):
    assume(
        not any(
            half in json.dumps(mapping)
            for half in ("\\ud8", "\\ud9", "\\uda", "\\udb", "\\udc", "\\udd", "\\ude", "\\udf")
        )
    )
    faults = []
    node = read_yaml(write_yaml(mapping.items()), lambda line, message: faults.append(message))
    assert faults == []
    assert _plain(node) == mapping


def test_scalars_are_text():
    node = read_yaml("country: NO\ntime: 1:30\nversion: 1.10\nempty:\n", lambda line, message: None)
    assert _plain(node) == {"country": "NO", "time": "1:30", "version": "1.10", "empty": ""}


def test_faults_name_their_line():
    faults = []
    for text in ("a: 1\na: 2\n", "a: [1\nb: 2\n", "a: &x 1\nb: *x\n", "- one\n", 'a: "x\nb\x00\n'):
        read_yaml(text, lambda line, message: faults.append((line, message)))
    assert len(faults) == 5
    assert faults[0] == (1, "“a” stands here twice.")


def test_a_thousand_brackets_are_a_fault_not_a_crash():
    faults = []
    assert read_yaml("a: " + "[" * 5000, lambda line, message: faults.append(message)) is None
    assert faults
