"""Bundles written: manifest from a template, statement, package, envelope."""

from . import campaign as campaigns
from . import envelope, ijson, signed, zip_profile

ORDER = ("statement", "id", "campaign", "suite", "submission", "kind", "revision", "supersedes",
         "sender", "addressee", "created", "producer", "mark", "secrecyReview", "recipients",
         "padding", "documents", "extensions")


def manifest(template, campaign, suite, documents, recipients, created, padding="padme"):
    """The manifest of a template; `documents` maps paths to octets."""
    out = {**template, "statement": "submission/1", "suite": suite.name,
           "campaign": {"id": campaign.id, "version": campaign.version,
                        "digest": campaign.digest(suite)},
           "created": campaigns.format_time(created), "producer": "fengni2 1.0",
           "recipients": [suite.digest(c.raw) for c in recipients],
           "padding": template.get("padding", padding)}
    out.setdefault("revision", 1)
    rows = []
    for row in template["documents"]:
        octets = documents[row["path"]]
        rows.append({"path": row["path"], "role": row["role"], "mediaType": row["mediaType"],
                     "size": len(octets), "digest": suite.digest(octets),
                     **{n: row[n] for n in ("schema", "title") if n in row}})
    out["documents"] = rows
    return {name: out[name] for name in ORDER if name in out}


def seal(template, campaign, suite, documents, identities, recipients, moment, *, ski=False,
         stream=False, segment=65536, deflate=True):
    """A bundle that obeys the format."""
    body = manifest(template, campaign, suite, documents, recipients, moment)
    ijson.validate(body, ijson.schema("manifest"))
    statement = signed.write(ijson.dumps(body), identities, suite, moment, ski=ski)
    files = [(row["path"], documents[row["path"]]) for row in body["documents"]]
    package = zip_profile.write(campaigns.package(statement, files, deflate, body["padding"]))
    return envelope.seal(package, recipients, suite, ski=ski, stream=stream, segment=segment)
