"""Receipts, checkpoints and proofs of a centre's ledger (section 15), read."""

import hashlib

from . import ijson, signed, suites, x509
from .errors import Refusal

EVENTS = ("decision/1", "resolution/1", "access/1")
SUBMISSION = ("sender", "submission", "id", "kind", "revision")
OBJECTIONS = {"FN851", "FN852", "FN853", "FN854", "FN855"}


# The tree (RFC 9162, 2.1), written as the recursive definitions stand there.

def leaf_hash(octets):
    return hashlib.sha256(b"\0" + octets).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def _split(count):
    return 1 << (count - 1).bit_length() - 1


def root(hashes):
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    middle = _split(len(hashes))
    return node_hash(root(hashes[:middle]), root(hashes[middle:]))


def inclusion(index, hashes):
    if len(hashes) == 1:
        return []
    middle = _split(len(hashes))
    if index < middle:
        return inclusion(index, hashes[:middle]) + [root(hashes[middle:])]
    return inclusion(index - middle, hashes[middle:]) + [root(hashes[:middle])]


def consistency(first, hashes, complete=True):
    if first == len(hashes):
        return [] if complete else [root(hashes)]
    middle = _split(len(hashes))
    if first <= middle:
        return consistency(first, hashes[:middle], complete) + [root(hashes[middle:])]
    return consistency(first - middle, hashes[middle:], False) + [root(hashes[:middle])]


def root_of_inclusion(leaf, index, size, path):
    """The root that the path leads to, by the shape of the tree; None where the path is no path."""
    def climb(index, size, rest):
        if size == 1:
            return leaf if not rest else None
        if not rest:
            return None
        middle = _split(size)
        if index < middle:
            below = climb(index, middle, rest[:-1])
            return below and node_hash(below, rest[-1])
        below = climb(index - middle, size - middle, rest[:-1])
        return below and node_hash(rest[-1], below)
    return climb(index, size, list(path)) if 0 <= index < size else None


def roots_of_consistency(first, first_root, second, path):
    """Both roots that the path leads to, or None."""
    def climb(first, second, rest, complete):
        if first == second:
            if complete:
                return (first_root, first_root) if not rest else None
            return (rest[0], rest[0]) if len(rest) == 1 else None
        if not rest:
            return None
        middle = _split(second)
        if first <= middle:
            below = climb(first, middle, rest[:-1], complete)
            return below and (below[0], node_hash(below[1], rest[-1]))
        below = climb(first - middle, second - middle, rest[:-1], False)
        return below and (node_hash(rest[-1], below[0]), node_hash(rest[-1], below[1]))
    return climb(first, second, list(path), True) if 0 < first <= second else None


def _hash(text):
    name, _, digits = text.partition(":")
    if name != "sha256" or len(digits) != 64:
        raise Refusal("FN343", "no hash of the ledger")
    return bytes.fromhex(digits)


def check_proof(proof):
    """Raises FN343 unless the proof (a JSON object of section 15.5) holds."""
    path = [_hash(text) for text in proof["path"]]
    if proof["proof"] == "inclusion/1":
        leaf = leaf_hash(proof["leaf"].encode())
        holds = root_of_inclusion(leaf, proof["index"], proof["size"], path) == _hash(proof["root"])
    elif proof["proof"] == "consistency/1":
        first_root, second_root = _hash(proof["firstRoot"]), _hash(proof["secondRoot"])
        holds = roots_of_consistency(proof["first"], first_root, proof["second"], path) \
            == (first_root, second_root)
    else:
        raise Refusal("FN343", "no kind of proof")
    if not holds:
        raise Refusal("FN343", "the proof does not lead to the root")


# Records of decisions (section 15.2.1)

def decision(verdict, findings):
    """What a verdict leads to with the centre's findings, pairs of code and severity."""
    if verdict not in ("accepted", "accepted-with-warnings", "indeterminate"):
        return verdict
    errors = {code for code, severity in findings if severity == "error"}
    if errors & OBJECTIONS:
        return "conflict"
    if errors:
        return "returned"
    return "accepted-with-warnings" if findings and verdict != "indeterminate" else verdict


def _verdicts(severities):
    """The verdicts that a report with findings of these severities can have."""
    if "error" in severities:
        return {"returned", "refused", "unreadable"}
    if "undecided" in severities:
        return {"indeterminate"}
    return {"accepted-with-warnings" if "warning" in severities else "accepted"}


def _gate_results(gate, findings):
    here = {finding["severity"] for finding in findings if finding["gate"] == gate
            or gate == "transport" and finding["gate"] == "command"}
    if "error" in here:
        return {"failed"}
    return {"undecided" if "undecided" in here else "passed", "not-evaluated"}


def check_record(leaf_text, record_text):
    """Raises FN943 unless the leaf commits to the record, FN947 where they contradict each other."""
    leaf, record = (ijson.loads(text.encode()) for text in (leaf_text, record_text))
    if leaf["record"] != "sha256:" + hashlib.sha256(record_text.encode()).hexdigest():
        raise Refusal("FN943", "the leaf is of another record")
    if leaf["leaf"] not in ("decision/1", "resolution/1") or "centre" not in record:
        return  # Other events, and what version 0.1.0 wrote.
    report, centre = record["report"], record["centre"]
    pairs = [(finding["code"], finding["severity"]) for finding in centre["findings"]]
    codes = [finding["code"] for finding in report["findings"]] + [code for code, _ in pairs]
    holds = [centre["decision"] == leaf["decision"],
             list(dict.fromkeys(codes)) == leaf.get("codes", []),
             report["verdict"] in _verdicts({finding["severity"] for finding in report["findings"]})]
    holds += [gate["result"] in _gate_results(gate["gate"], report["findings"])
              for gate in report["gates"]]
    if leaf["leaf"] == "decision/1":
        holds.append(decision(report["verdict"], pairs) == leaf["decision"])
    else:
        accepts = leaf["decision"] in ("accepted", "accepted-with-warnings")
        holds.append(leaf["decision"] == "returned" or accepts and report["verdict"] in (
            "accepted", "accepted-with-warnings", "indeterminate"))
    if not all(holds):
        raise Refusal("FN947", "the record contradicts its leaf or itself")


# Statements

def _statement(octets, kind, schema, campaign):
    statement = signed.verify(octets)
    try:
        value = ijson.loads(statement.content)
        if not isinstance(value, dict) or next(iter(value), None) != "statement" \
                or value["statement"] != kind:
            raise Refusal("FN326", f"the statement is no {kind}")
        ijson.validate(value, ijson.schema(schema))
    except ijson.JsonError as error:
        raise Refusal("FN327", str(error), pointer=error.pointer) from error
    if len(statement.signers) != 1:
        raise Refusal("FN321", "a centre's statement has one signer")
    _check_signer(statement, statement.signers[0], campaign)
    if value["campaign"]["id"] != campaign.id:
        raise Refusal("FN324", "another campaign")
    if value["campaign"]["version"] == campaign.version \
            and value["campaign"]["digest"] != campaign.digest(campaign.suite):
        raise Refusal("FN325", "another package of this version")
    return value


def _fits(octets, digest):
    suite = suites.SM if digest.startswith("sm3:") else suites.NIST
    return suite.digest(octets) == digest


def _check_signer(statement, signer, campaign):
    """Section 15.4."""
    if signer.capacity != "receipt":
        raise Refusal("FN320", "not signed as proofOfReceipt")
    certificate = signer.certificate
    if not certificate.may_sign:
        raise Refusal("FN315", "the certificate does not allow signatures")
    if certificate.raw == campaign.publisher.raw:
        if signer.signing_time < certificate.not_before:
            raise Refusal("FN311", "the publisher's certificate was not valid yet")
        if signer.signing_time > certificate.not_after:
            raise Refusal("FN310", "the publisher's certificate had expired")
        return
    issuer = campaign.units.get(campaign.document["issuer"]["id"], {})
    if not any(binding["use"] == "sign" and "receipt" in binding.get("capacities", [])
               and _fits(certificate.raw, binding["digest"]) for binding in issuer.get("certificates", [])):
        raise Refusal("FN340", "not the campaign's centre")
    x509.build_chain(certificate, campaign.anchors,
                     campaign.intermediates + statement.certificates, signer.signing_time)


def receipt(octets, campaign):
    """A verified receipt, as its JSON."""
    value = _statement(octets, "receipt/1", "receipt", campaign)
    proof = value["ledger"]
    try:
        leaf = ijson.loads(proof["leaf"].encode())
    except ijson.JsonError as error:
        raise Refusal("FN342", f"the leaf: {error}") from error
    if not isinstance(leaf, dict) or leaf.get("leaf") not in EVENTS:
        raise Refusal("FN342", "no leaf")
    pairs = [(leaf.get("index"), proof["index"]), (leaf.get("bundle"), value["bundle"]["digest"]),
             (leaf.get("size"), value["bundle"]["size"]),
             (leaf.get("campaign"), value["campaign"]["digest"]),
             (leaf.get("decision"), value["decision"])]
    submission = value.get("submission", {})
    pairs += [(leaf.get(name), submission.get(name)) for name in SUBMISSION]
    if leaf["leaf"] == "decision/1":
        pairs += [(leaf.get("time"), value["received"]), (leaf.get("late"), value["late"])]
    if any(a != b for a, b in pairs):
        raise Refusal("FN342", "the leaf contradicts the receipt")
    check_proof({"proof": "inclusion/1", **proof})
    return value


def check_bundle(value, octets):
    """Raises FN341 unless the receipt is for this file."""
    digest = value["bundle"]["digest"]
    if len(octets) != value["bundle"]["size"] or not _fits(octets, digest):
        raise Refusal("FN341", "the receipt is for another bundle")


def checkpoint(octets, campaign):
    """A verified checkpoint, as its JSON."""
    return _statement(octets, "checkpoint/1", "checkpoint", campaign)
