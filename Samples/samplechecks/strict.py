"""I-JSON (RFC 7493) and the part of JSON Schema 2020-12 that the format's own schemas use."""

import json
import re
import unicodedata

from . import Wrong, expect

LARGEST = 2**53 - 1


def _object(pairs):
  names = [name for name, _ in pairs]
  expect(len(set(names)) == len(names), f"a name stands twice in {names}")
  return dict(pairs)


def _number(text):
  value = int(text)
  expect(abs(value) <= LARGEST, f"{text} is no I-JSON integer")
  return value


def _refuse(text):
  raise Wrong(f"{text} is no JSON number")


def parse(data):
  """The value of octets that hold one I-JSON text, NFC, without byte order mark."""
  expect(not data.startswith(b"\xef\xbb\xbf"), "begins with a byte order mark")
  text = data.decode("utf-8")
  expect(text == unicodedata.normalize("NFC", text), "is not NFC")
  expect(text.endswith("}\n") or text.endswith("]\n"), "does not end with a line end")
  value = json.loads(text, object_pairs_hook=_object, parse_int=_number, parse_constant=_refuse)
  # json.loads lets "\\ud800" pass; encoding what came of it does not.
  json.dumps(value, ensure_ascii=False).encode("utf-8")
  return value


TYPES = {"object": dict, "array": list, "string": str, "boolean": bool}
KNOWN = {
  "$schema", "$id", "$defs", "$ref", "title", "description", "type", "required", "properties",
  "additionalProperties", "items", "enum", "const", "pattern", "minLength", "maxLength", "minItems",
  "maxItems", "uniqueItems", "minimum", "maximum"}


class Schemas:
  """The schema files of a folder, by $id."""

  def __init__(self, folder):
    self.all = {}
    for path in sorted(folder.glob("*.schema.json")):
      schema = json.loads(path.read_text("utf-8"))
      self.all[schema["$id"]] = schema

  def check(self, identifier, value):
    """Raises Wrong, with the place, when the value does not follow the schema."""
    self._check(self.all[identifier], value, self.all[identifier], "")

  def _check(self, schema, value, root, place):
    unknown = set(schema) - KNOWN
    expect(not unknown, f"this check does not know {unknown}")
    if "$ref" in schema:
      base, _, pointer = schema["$ref"].partition("#")
      target_root = self.all[base] if base else root
      target = target_root
      for part in pointer.split("/")[1:]:
        target = target[part]
      self._check(target, value, target_root, place)
    if "const" in schema:
      expect(value == schema["const"], f"{place} is not {schema['const']}")
    if "enum" in schema:
      expect(value in schema["enum"], f"{place} is none of {schema['enum']}")
    kind = schema.get("type")
    if kind == "integer":
      expect(isinstance(value, int) and not isinstance(value, bool), f"{place} is no integer")
    elif kind:
      expect(isinstance(value, TYPES[kind]), f"{place} is no {kind}")
    if isinstance(value, int):
      expect(schema.get("minimum", value) <= value <= schema.get("maximum", value),
             f"{place} is out of range")
    if isinstance(value, str):
      expect(schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)),
             f"{place} is too long or too short")
      expect(re.search(schema.get("pattern", ""), value), f"{place} does not match")
    if isinstance(value, list):
      self._list(schema, value, root, place)
    if isinstance(value, dict):
      self._members(schema, value, root, place)

  def _list(self, schema, value, root, place):
    expect(schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)),
           f"{place} has too many or too few items")
    if schema.get("uniqueItems"):
      texts = [json.dumps(item, sort_keys=True) for item in value]
      expect(len(set(texts)) == len(texts), f"{place} has an item twice")
    for number, item in enumerate(value):
      self._check(schema.get("items", {}), item, root, f"{place}/{number}")

  def _members(self, schema, value, root, place):
    for name in schema.get("required", []):
      expect(name in value, f"{place}/{name} is missing")
    known = schema.get("properties", {})
    for name, member in value.items():
      if name in known:
        self._check(known[name], member, root, f"{place}/{name}")
      else:
        expect(schema.get("additionalProperties", True), f"{place}/{name} is unknown")
