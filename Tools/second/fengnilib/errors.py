"""One exception for everything that a check can find wrong, and the codes it carries."""

GATES = ("transport", "envelope", "provenance", "integrity",
         "completeness", "content", "rules", "policy")


class Refusal(Exception):
    """A requirement that does not hold: a code, the gate it belongs to, and words for a person."""

    def __init__(self, code, text, gate=None, severity="error", document=None, pointer=None):
        super().__init__(f"{code} {text}")
        self.code, self.text, self.severity = code, text, severity
        self.gate = gate or gate_of(code)
        self.document, self.pointer = document, pointer

    def finding(self):
        """The finding as report.schema.json has it (texts only where we have them)."""
        out = {"code": self.code, "gate": self.gate, "severity": self.severity,
               "message": {"zh": self.text, "en": self.text}, "remedy": {"zh": "", "en": ""}}
        if self.document is not None:
            out["document"] = self.document
        if self.pointer is not None:
            out["pointer"] = self.pointer
        return out


def gate_of(code):
    """The gate whose block of numbers a code stands in ("command" for what is no bundle's)."""
    return dict(zip("12345678", GATES)).get(code[2], "command")
