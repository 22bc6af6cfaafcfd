"""Proofs of the ledger (section 15), against known roots and against each other."""

import hashlib
import json
import pathlib
import unittest

from fengnilib import ledger
from fengnilib.errors import Refusal

# The leaves and roots of the Certificate Transparency project's own tests.
LEAVES = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f")]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"]
HASHES = [ledger.leaf_hash(bytes([i])) for i in range(24)]


class TreeTests(unittest.TestCase):
    def test_known_roots(self):
        hashes = [ledger.leaf_hash(leaf) for leaf in LEAVES]
        for size, expected in enumerate(ROOTS, 1):
            self.assertEqual(ledger.root(hashes[:size]).hex(), expected)

    def test_inclusion(self):
        for size in range(1, 25):
            root = ledger.root(HASHES[:size])
            for index in range(size):
                path = ledger.inclusion(index, HASHES[:size])
                self.assertEqual(
                    ledger.root_of_inclusion(HASHES[index], index, size, path), root)
                for wrong in (path + [root], path[:-1]):
                    if wrong != path:
                        self.assertNotEqual(
                            ledger.root_of_inclusion(HASHES[index], index, size, wrong), root)
                self.assertNotEqual(
                    ledger.root_of_inclusion(HASHES[index - 1], index, size, path),
                    root if size > 1 else None)

    def test_consistency(self):
        for second in range(1, 25):
            for first in range(1, second + 1):
                roots = ledger.root(HASHES[:first]), ledger.root(HASHES[:second])
                path = ledger.consistency(first, HASHES[:second])
                self.assertEqual(
                    ledger.roots_of_consistency(first, roots[0], second, path), roots)
                self.assertNotEqual(
                    ledger.roots_of_consistency(first, roots[0], second, path + [roots[0]]), roots)

    def test_proofs_as_json(self):
        leaf = '{"leaf":"access/1"}'
        hashes = [ledger.leaf_hash(leaf.encode())] + HASHES
        text = lambda digest: "sha256:" + digest.hex()  # noqa: E731
        proof = {"proof": "inclusion/1", "index": 0, "size": 25, "leaf": leaf,
                 "path": [text(step) for step in ledger.inclusion(0, hashes)],
                 "root": text(ledger.root(hashes))}
        ledger.check_proof(proof)
        for change in ({"index": 1}, {"size": 2}, {"leaf": leaf + " "}, {"proof": "other"},
                       {"root": text(HASHES[0])}, {"path": []}):
            with self.assertRaises(Refusal):
                ledger.check_proof({**proof, **change})


class RecordTests(unittest.TestCase):
    def test_decisions(self):
        vectors = pathlib.Path(__file__).with_name("vectors") / "decisions.json"
        cases = json.loads(vectors.read_text())["cases"]
        self.assertEqual(len(cases), 18)
        for case in cases:
            self.assertEqual(
                ledger.decision(case["verdict"], [tuple(pair) for pair in case["centre"]]),
                case["decision"], case)

    def record(self, **changes):
        finding = {"code": "FN851", "gate": "policy", "severity": "error"}
        report = {"verdict": "accepted", "findings": [],
                  "gates": [{"gate": "policy", "result": "passed"}]}
        record = {"report": report, "centre": {"decision": "conflict", "findings": [finding]}}
        report.update(changes.get("report", {}))
        record["centre"].update(changes.get("centre", {}))
        text = json.dumps(record)
        leaf = {"leaf": "decision/1", "decision": "conflict", "codes": ["FN851"],
                "record": "sha256:" + hashlib.sha256(text.encode()).hexdigest()}
        leaf.update(changes.get("leaf", {}))
        ledger.check_record(json.dumps(leaf), text)

    def test_records(self):
        finding = {"code": "FN851", "gate": "policy", "severity": "error"}
        self.record()
        for changes in (
                {"leaf": {"decision": "accepted"}}, {"leaf": {"codes": []}},
                {"report": {"verdict": "returned"}}, {"centre": {"decision": "accepted"}},
                {"report": {"gates": [{"gate": "policy", "result": "failed"}]}},
                {"report": {"findings": [finding]}, "centre": {"findings": []}},
                {"centre": {"findings": [{**finding, "severity": "warning"}]}},
                {"leaf": {"record": "sha256:" + "0" * 64}}):
            with self.assertRaises(Refusal, msg=changes):
                self.record(**changes)


if __name__ == "__main__":
    unittest.main()
