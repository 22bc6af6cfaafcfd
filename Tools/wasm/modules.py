"""The core's modules, in the order in which they are compiled: read from Package.swift."""

import hashlib
import json
import subprocess

# What runs without an operating system. Every one of them is compiled for wasm32 by `Tools/wasm/build`,
# and may depend on nothing but these and on C.
CORE = [
    "BundleCore", "RegularExpressions", "Checksums", "JSONText", "CEL", "JSONSchema", "Messages",
    "Forms", "Primitives", "StrictZIP", "ErasureFrames",
]

# What is linked into the module that Node runs: it answers the official suites and checks forms.
PROBE = "Probe"
# The functions that the module exports, in a folder beside this file; C declarations with them.
HOST, HOST_C = "Host", "CHost"


class Modules:
    """The targets of Package.swift as far as the core needs them."""

    def __init__(self, root, cache):
        self.root = root
        targets = {target["name"]: target for target in self._manifest(cache)["targets"]}
        self.wanted = CORE + [PROBE]
        self._dependencies = {
            name: [next(iter(value.values()))[0] for value in target["dependencies"]]
            for name, target in targets.items()
        }
        self._dependencies[HOST] = ["BundleCore", PROBE, HOST_C]
        self._c = {
            name for name, target in targets.items()
            if target["type"] == "system" or self._is_c(name)
        }
        for name in self.wanted:
            if name not in targets:
                raise SystemExit(f"{name} is no target of Package.swift: mend Tools/wasm/modules.py")
            for other in self._dependencies[name]:
                if other not in self.wanted and other not in self._c:
                    raise SystemExit(
                        f"{name} belongs to the core and depends on {other}, which does not: "
                        "see \"The core\" in docs/architecture.md")
        self.wanted.append(HOST)
        self._c.add(HOST_C)

    def _manifest(self, cache):
        manifest = (self.root / "Package.swift").read_bytes()
        kept = cache / f"package-{hashlib.sha256(manifest).hexdigest()[:16]}.json"
        if not kept.exists():
            text = subprocess.run(
                ["swift", "package", "--scratch-path", cache / "manifest", "dump-package"],
                cwd=self.root, check=True,
                stdout=subprocess.PIPE).stdout
            for old in cache.glob("package-*.json"):
                old.unlink()
            kept.write_bytes(text)
        return json.loads(kept.read_bytes())

    def folder(self, name):
        if name in (HOST, HOST_C):
            return self.root / "Tools/wasm/host"
        return self.root / "Sources" / name

    def _is_c(self, name):
        folder = self.folder(name)
        return folder.is_dir() and not any(folder.rglob("*.swift"))

    def sources(self, name):
        return sorted(self.folder(name).rglob("*.swift"))

    def swift_dependencies(self, name):
        """All modules below one, each after what it needs itself."""
        found = []

        def visit(module):
            for other in self._dependencies[module]:
                if other in self.wanted and other not in found:
                    visit(other)
                    found.append(other)

        visit(name)
        return found

    def c_dependencies(self, name):
        """The C targets of a module and of all below it."""
        found = []
        for module in self.swift_dependencies(name) + [name]:
            found += [other for other in self._dependencies[module] if other in self._c]
        return sorted(set(found))

    def c_sources(self, name):
        """The files of C of a module and of all below it; C++ is RE2's (regex.py)."""
        return [
            file for library in self.c_dependencies(name)
            for file in sorted(self.folder(library).rglob("*.c"))
        ]

    def order(self):
        """All modules, each after what it needs."""
        done = []
        for name in self.wanted:
            done += [m for m in self.swift_dependencies(name) + [name] if m not in done]
        return done
