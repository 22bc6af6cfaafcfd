#!/usr/bin/python3
"""Receipts, checkpoints and proofs of a centre's ledger, checked by the second implementation.

ledger.py proof FILE…
ledger.py receipt FILE --bundle FILE --campaign FILE --fingerprint F
ledger.py checkpoint FILE --campaign FILE --fingerprint F [--then FILE --consistency FILE]
ledger.py records CENTRE.sqlite

Exit 0: holds, 1: does not."""

import argparse
import json
import pathlib
import sqlite3
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from fengnilib import campaign as campaigns  # noqa: E402
from fengnilib import der, ledger  # noqa: E402
from fengnilib.errors import Refusal  # noqa: E402


def read(path):
    return pathlib.Path(path).read_bytes()


def proof(arguments):
    for path in arguments.files:
        ledger.check_proof(json.loads(read(path)))


def receipt(arguments):
    campaign = campaigns.load(read(arguments.campaign), arguments.fingerprint)
    value = ledger.receipt(read(arguments.file), campaign)
    ledger.check_bundle(value, read(arguments.bundle))
    print(value["decision"])


def checkpoint(arguments):
    campaign = campaigns.load(read(arguments.campaign), arguments.fingerprint)
    first = ledger.checkpoint(read(arguments.file), campaign)
    print(first["size"], first["root"])
    if not arguments.then:
        return
    second = ledger.checkpoint(read(arguments.then), campaign)
    between = json.loads(read(arguments.consistency))
    if (between["first"], between["firstRoot"]) != (first["size"], first["root"]) \
            or (between["second"], between["secondRoot"]) != (second["size"], second["root"]):
        raise Refusal("FN343", "a proof about other checkpoints")
    ledger.check_proof(between)


def records(arguments):
    """Prints the number of leaves whose records hold."""
    database = sqlite3.connect(pathlib.Path(arguments.file).resolve().as_uri() + "?mode=ro", uri=True)
    hashes = []
    for leaf, record, root in database.execute(
            "SELECT leaf, record, root FROM ledger ORDER BY position"):
        ledger.check_record(leaf, record)
        hashes.append(ledger.leaf_hash(leaf.encode()))
    if hashes and ledger.root(hashes) != root:
        raise Refusal("FN943", "another root than the leaves have")
    print(len(hashes))


def main():
    top = argparse.ArgumentParser(description=__doc__)
    commands = top.add_subparsers(required=True)
    one = commands.add_parser("proof")
    one.add_argument("files", nargs="+")
    one.set_defaults(function=proof)
    one = commands.add_parser("records")
    one.add_argument("file")
    one.set_defaults(function=records)
    for function in (receipt, checkpoint):
        one = commands.add_parser(function.__name__)
        one.add_argument("file")
        one.add_argument("--campaign", required=True)
        one.add_argument("--fingerprint", required=True)
        one.set_defaults(function=function)
        if function is receipt:
            one.add_argument("--bundle", required=True)
        else:
            one.add_argument("--then")
            one.add_argument("--consistency")
    arguments = top.parse_args()
    try:
        arguments.function(arguments)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except (OSError, ValueError, KeyError, TypeError, der.DerError, sqlite3.Error) as error:
        print(f"ledger: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
