"""Compiles one thing at a time and keeps what came out by the digest of all that went in."""

import concurrent.futures
import hashlib
import os
import shutil
import threading

from toolchain import BuildFailure, run

# Results of one module that are kept, so that going back and forth between two states is cheap.
KEPT = 3


def digest_of(*parts):
    """SHA-256 over parts with their lengths, so that no two lists of parts give one digest."""
    value = hashlib.sha256()
    for part in parts:
        octets = part if isinstance(part, bytes) else str(part).encode()
        value.update(len(octets).to_bytes(8, "big") + octets)
    return value.hexdigest()


class Compiled:
    """Swift modules of the core as object files."""

    def __init__(self, modules, toolchain, cache):
        self.modules = modules
        self.toolchain = toolchain
        self.cache = cache / "modules"
        self._digests = {}
        self._headers = None
        self._lock = threading.Lock()

    def digest(self, name):
        """Of a module's sources, flags and toolchain, and of the digests of all below it."""
        if name not in self._digests:
            parts = [self.toolchain.version, name, *self.toolchain.swift_flags()]
            for file in self.modules.sources(name):
                parts += [file.relative_to(self.modules.root), file.read_bytes()]
            for library in self.modules.c_dependencies(name):
                for file in sorted(self.modules.folder(library).rglob("*")):
                    if file.is_file():
                        parts += [file.relative_to(self.modules.root), file.read_bytes()]
            parts += [self.digest(other) for other in self.modules.swift_dependencies(name)]
            self._digests[name] = digest_of(*parts)
        return self._digests[name]

    def folder(self, name):
        return self.cache / name / self.digest(name)[:24]

    def object(self, name):
        return self.folder(name) / f"{name}.o"

    def build(self, names, say):
        """Compiles what is not there yet, several at a time where none waits for another."""
        jobs = int(os.environ.get("JOBS", os.cpu_count() or 1))
        waiting, running, failed = list(names), {}, {}
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            while waiting or running:
                for name in list(waiting):
                    below = self.modules.swift_dependencies(name)
                    if any(other in failed for other in below):
                        waiting.remove(name)
                    elif not any(other in waiting or other in running.values() for other in below):
                        waiting.remove(name)
                        running[pool.submit(self._compile, name, say)] = name
                done, _ = concurrent.futures.wait(
                    running, return_when=concurrent.futures.FIRST_COMPLETED)
                for future in done:
                    name = running.pop(future)
                    if isinstance(future.exception(), BuildFailure):
                        failed[name] = str(future.exception())
                    else:
                        future.result()
        return failed

    def _compile(self, name, say):
        target = self.folder(name)
        if (target / f"{name}.o").exists():
            os.utime(target)
            return
        with self._lock:
            if self._headers is None:
                self._headers = self.toolchain.headers()
        work = target.with_suffix(".part")
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        command = [self.toolchain.bin / "swiftc", *self.toolchain.swift_flags()]
        command += ["-module-name", name, "-emit-module", "-emit-module-path",
                    work / f"{name}.swiftmodule", "-c", "-o", work / f"{name}.o"]
        for other in self.modules.swift_dependencies(name):
            command += ["-I", self.folder(other)]
        for library in self.modules.c_dependencies(name):
            command += ["-I", self._module_map(library)]
        for place in [self.toolchain.wasi, self._headers]:
            command += ["-Xcc", "-isystem", "-Xcc", place]
        say(f"compiling {name}")
        run(command + self.modules.sources(name), cwd=self.modules.root)
        work.rename(target)
        self._prune(name)

    def _module_map(self, library):
        """The folder with the module map of a C target; SwiftPM makes one where there is none."""
        folder = self.modules.folder(library)
        if (folder / "module.modulemap").exists():
            return folder
        include = folder / "include"
        headers = "".join(f'  header "{file}"\n' for file in sorted(include.glob("*.h")))
        made = self.cache.parent / "maps" / library
        with self._lock:
            made.mkdir(parents=True, exist_ok=True)
            (made / "module.modulemap").write_text(f"module {library} {{\n{headers}  export *\n}}\n")
        return made

    def _prune(self, name):
        kept = sorted(self.folder(name).parent.iterdir(), key=lambda f: f.stat().st_mtime)
        for old in kept[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
