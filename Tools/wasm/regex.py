"""RE2 for wasm32, from Debian's source of the version that native builds use, checked by digest."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import tarfile
import urllib.parse

from compiled import digest_of
from toolchain import BuildFailure, run

VERSION = "20220601+dfsg"
ARCHIVES = {
    "re2_20220601+dfsg.orig.tar.xz":
        "3bc61251da3b0b97be40a8a127818c517c62516e4eda11fc901d29496663df54",
    "re2_20220601+dfsg-1.debian.tar.xz":
        "6e93860fc6d5a7bc94f0cb235f107545a332e6cd37c3a4060982b9caa47a2570",
}
FILES = [
    "bitstate", "compile", "dfa", "mimics_pcre", "nfa", "onepass", "parse", "perl_groups", "prog",
    "re2", "regexp", "simplify", "stringpiece", "tostring", "unicode_casefold", "unicode_groups",
]
UTILITIES = ["rune", "strutil"]
UNICODE = pathlib.Path("/usr/share/unicode")


class Regex:
    """The archive libre2.a with the C interface of Sources/CRE2."""

    def __init__(self, root, toolchain, cache):
        self.root, self.toolchain, self.cache = root, toolchain, cache

    def build(self, say):
        """Gives the archive; builds it when sources, flags or tools have changed."""
        wrapper = self.root / "Sources/CRE2"
        overlay = self.root / "Tools/wasm/re2"
        parts = [self.toolchain.version, *ARCHIVES.values(), *self.toolchain.clang(cpp=True)]
        for file in sorted([*wrapper.rglob("*.*"), *overlay.rglob("*.h")]):
            parts.append(file.read_bytes())
        target = self.cache / "re2" / f"{digest_of(*parts)[:24]}.a"
        if target.exists():
            return target
        say("compiling RE2")
        source = self._source(say)
        self._make_tables(source / "re2")
        work = self.cache / "re2/objects"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        compiler = [
            *self.toolchain.clang(cpp=True), "-DNDEBUG", "-I", overlay, "-I", source, "-I",
            wrapper / "include",
        ]
        inputs = [source / "re2" / f"{name}.cc" for name in FILES]
        inputs += [source / "util" / f"{name}.cc" for name in UTILITIES]
        inputs.append(wrapper / "CRE2.cpp")
        objects = []
        for file in inputs:
            objects.append(work / f"{file.stem}.o")
            run([*compiler, "-c", file, "-o", objects[-1]])
        archive = work / "libre2.a"
        run([self.toolchain.bin / "llvm-ar", "rcsD", archive, *objects])
        archive.rename(target)
        return target

    def _source(self, say):
        """The unpacked source; its archives from a folder that is named, else from Debian."""
        folder = self.cache / "re2" / "source"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        place = self._archives(say)
        for name, digest in ARCHIVES.items():
            octets = (place / name).read_bytes()
            if hashlib.sha256(octets).hexdigest() != digest:
                raise BuildFailure(f"{place / name} is not the archive that Tools/wasm/regex.py names")
            with tarfile.open(place / name) as archive:
                archive.extractall(folder, filter="data")
        return next(folder.glob("re2-*"))

    def _archives(self, say):
        given = os.environ.get("FENGNI_SOURCES")
        if given and all((pathlib.Path(given) / name).exists() for name in ARCHIVES):
            return pathlib.Path(given)
        kept = self.cache / "archives"
        if not all((kept / name).exists() for name in ARCHIVES):
            say("RE2's source: from Debian by apt-get, as FENGNI_SOURCES names no folder with it")
            self._fetch(kept)
        return kept

    def _fetch(self, folder):
        """Downloads by apt, which checks Debian's signature, with lists of its own."""
        lists = folder / "apt"
        (lists / "lists/partial").mkdir(parents=True, exist_ok=True)
        (lists / "cache/archives/partial").mkdir(parents=True, exist_ok=True)
        mirror = os.environ.get("FENGNI_DEBIAN", "http://deb.debian.org/debian")
        entry = lists / "sources.list"
        entry.write_text(
            "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] "
            f"{mirror} bookworm main\n")
        options = [
            "-o", f"Dir::Etc::sourcelist={entry}", "-o", "Dir::Etc::sourceparts=-",
            "-o", f"Dir::State::lists={lists / 'lists'}", "-o", f"Dir::Cache={lists / 'cache'}",
        ]
        run(["apt-get", "-q", *options, "update"])
        run(["apt-get", "-q", *options, "source", "--download-only", f"re2={VERSION}-1"], cwd=folder)
        for name in ARCHIVES:
            # apt writes a plus sign in a name as its escape, on some versions.
            escaped = folder / urllib.parse.quote(name)
            if escaped.exists() and not (folder / name).exists():
                escaped.rename(folder / name)

    @staticmethod
    def _make_tables(folder):
        """Debian leaves the generated tables out; they are made of the package unicode-data."""
        script = folder / "unicode.py"
        lines = [
            f'_UNICODE_DIR = "{UNICODE}"' if line.startswith("_UNICODE_DIR") else line
            for line in script.read_text().splitlines()
        ]
        script.write_text("\n".join(lines) + "\n")
        for command, name in [
            (["perl", "make_perl_groups.pl"], "perl_groups.cc"),
            (["/usr/bin/python3", "make_unicode_groups.py"], "unicode_groups.cc"),
            (["/usr/bin/python3", "make_unicode_casefold.py"], "unicode_casefold.cc"),
        ]:
            text = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE).stdout
            (folder / name).write_bytes(text)
