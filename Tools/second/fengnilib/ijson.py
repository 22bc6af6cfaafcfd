"""I-JSON (section 6.3) and a JSON Schema validator for the keywords that the schemas here use."""

import json
import pathlib
import re

MAX_DEPTH, MAX_INTEGER = 64, 2 ** 53 - 1
MAX_OCTETS, MAX_VALUES = 16 << 20, 1_000_000
SCHEMAS = pathlib.Path(__file__).resolve().parents[3] / "Schemas"


class JsonError(Exception):
    """Not I-JSON, or not as the schema has it; `pointer` says where (RFC 6901), `code` is what a
    document's finding would be."""

    def __init__(self, text, pointer="", code="FN601"):
        super().__init__(f"{text} at {pointer or '/'}")
        self.text, self.pointer, self.code = text, pointer, code


def loads(octets):
    """The value, member order kept."""
    if len(octets) > MAX_OCTETS:
        raise JsonError("more than 16 MiB", code="FN607")
    if octets[:3] == b"\xef\xbb\xbf":
        raise JsonError("byte order mark", code="FN605")
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonError("not UTF-8", code="FN605") from error
    _check_depth(text)

    def pairs(members):
        out = dict(members)
        if len(out) != len(members):
            raise JsonError("a name twice", code="FN602")
        return out

    def number(text):
        # the digits are counted first: int() of a million digits is work
        if len(text) > 17 or abs(int(text)) > MAX_INTEGER:
            raise JsonError("integer beyond 2^53 - 1", code="FN604")
        return int(text)

    def real(text):
        value = float(text)
        if value in (float("inf"), float("-inf")):
            raise JsonError("number too large", code="FN604")
        return value

    def constant(text):
        raise JsonError(f"{text} is no JSON")

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_int=number, parse_float=real,
                           parse_constant=constant)
    except (json.JSONDecodeError, RecursionError) as error:
        raise JsonError(f"no JSON: {error}") from error
    _check_strings(value)
    if _count(value) > MAX_VALUES:
        raise JsonError("more than a million values", code="FN607")
    return value


def _count(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_count, inner))


def _check_depth(text):
    depth, inside, escaped = 0, False, False
    for character in text:
        if inside:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                inside = False
        elif character == '"':
            inside = True
        elif character in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise JsonError("nested deeper than 64 levels", code="FN603")
        elif character in "]}":
            depth -= 1


def _check_strings(value):
    if isinstance(value, str):
        if any(0xD800 <= ord(c) <= 0xDFFF for c in value):
            raise JsonError("unpaired surrogate", code="FN606")
    elif isinstance(value, dict):
        for name, member in value.items():
            _check_strings(name)
            _check_strings(member)
    elif isinstance(value, list):
        for item in value:
            _check_strings(item)


def dumps(value):
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


# Schema

_TYPES = {"object": dict, "array": list, "string": str, "boolean": bool}
_LOADED = {}


def schema(name):
    """A schema document by the name of its file."""
    if name not in _LOADED:
        document = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
        _LOADED[name] = _LOADED[document["$id"]] = document
    return _LOADED[name]


def _resolve(reference, root):
    base, _, pointer = reference.partition("#")
    if base and base not in _LOADED:
        schema({"urn:fengni:schema:submission:1": "manifest",
                "urn:fengni:schema:receipt:1": "receipt"}[base])
    node = root = _LOADED[base] if base else root
    for step in filter(None, pointer.split("/")):
        node = node[step]
    return node, root


def validate(value, rule, root=None, pointer=""):
    """Raises JsonError at the first place that does not follow `rule`."""
    root = rule if root is None else root
    if "$ref" in rule:
        rule, root = _resolve(rule["$ref"], root)
    kind = rule.get("type")
    if kind == "integer":
        if isinstance(value, bool) or not isinstance(value, int):
            raise JsonError("integer expected", pointer)
    elif kind and not isinstance(value, _TYPES[kind]):
        raise JsonError(f"{kind} expected", pointer)
    if "const" in rule and value != rule["const"]:
        raise JsonError(f"must be {rule['const']}", pointer)
    if "enum" in rule and value not in rule["enum"]:
        raise JsonError("not one of the allowed values", pointer)
    _validate_size(value, rule, pointer)
    if isinstance(value, dict):
        for name in rule.get("required", ()):
            if name not in value:
                raise JsonError(f"{name} is missing", pointer)
        for name, member in value.items():
            place = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            if name in rule.get("properties", {}):
                validate(member, rule["properties"][name], root, place)
            elif rule.get("additionalProperties") is False:
                raise JsonError("unknown member", place)
    if isinstance(value, list) and "items" in rule:
        for index, item in enumerate(value):
            validate(item, rule["items"], root, f"{pointer}/{index}")


def _validate_size(value, rule, pointer):
    if isinstance(value, str):
        if not rule.get("minLength", 0) <= len(value) <= rule.get("maxLength", len(value)):
            raise JsonError("length", pointer)
        # `$` of ECMA 262 does not match before a final line feed, Python's does
        if "pattern" in rule and not re.search(re.sub(r"\$$", r"\\Z", rule["pattern"]), value):
            raise JsonError("pattern", pointer)
    elif isinstance(value, int) and not isinstance(value, bool):
        if not rule.get("minimum", value) <= value <= rule.get("maximum", value):
            raise JsonError("out of range", pointer)
    elif isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
            raise JsonError("number of items", pointer)
        if rule.get("uniqueItems") and len({json.dumps(v) for v in value}) != len(value):
            raise JsonError("an item twice", pointer)
