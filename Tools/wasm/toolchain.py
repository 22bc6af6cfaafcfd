"""The compilers and the parts of a C library for wasm32, and the flags that all builds share."""

import os
import pathlib
import re
import shutil
import subprocess

# Debian's packages: wasi-libc's heap and string functions, libc++ and compiler-rt.
PACKAGES = [
    "wasi-libc", "libclang-rt-19-dev-wasm32", "libc++-19-dev-wasm32", "libc++abi-19-dev-wasm32",
    "binaryen", "unicode-data", "libssl-dev", "libgcrypt20-dev", "libisal-dev",
]
TARGET = "wasm32-unknown-none-wasm"
LLVM = pathlib.Path("/usr/lib/llvm-19")
WASI = pathlib.Path("/usr/include/wasm32-wasi")
# Features that engines have had since 2021; newer ones are named where they are allowed.
OPTIMISER_FEATURES = [
    "--enable-bulk-memory", "--enable-sign-ext", "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
]


class Toolchain:
    def __init__(self, root, cache):
        found = shutil.which("swiftc")
        if found is None:
            raise SystemExit("Tools/wasm/build needs Swift: swiftc is not in PATH")
        self.bin = pathlib.Path(os.path.realpath(found)).parent
        self.root = root
        self.cache = cache
        self.wasi = WASI
        self.embedded = self.bin.parent / "lib/swift/embedded" / TARGET
        if not self.embedded.is_dir():
            raise SystemExit(f"this Swift has no Embedded library for {TARGET}")
        version = subprocess.run(
            [found, "--version"], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.version = version.stdout.decode() + self._library_versions()

    @staticmethod
    def _library_versions():
        names = [name for name in PACKAGES if name not in ("binaryen", "unicode-data")]
        return subprocess.run(
            ["dpkg-query", "-W", *names], check=True, stdout=subprocess.PIPE).stdout.decode()

    def headers(self):
        """Headers of C libraries for type checking alone, away from the machine's own libc."""
        folder = self.cache / "headers"
        for name in ["openssl", "isa-l", "gcrypt.h", "gpg-error.h"]:
            places = [pathlib.Path("/usr/include") / name, *pathlib.Path("/usr/include").glob(
                f"*-linux-gnu/{name}")]
            for place in places:
                if place.is_dir():
                    shutil.copytree(place, folder / name, dirs_exist_ok=True)
                elif place.exists():
                    folder.mkdir(parents=True, exist_ok=True)
                    shutil.copy(place, folder / name)
        # One thread: OpenSSL's header would ask for pthread.h.
        configuration = folder / "openssl/configuration.h"
        text = re.sub(r"define OPENSSL_THREADS", "define OPENSSL_NO_THREADS",
                      configuration.read_text())
        configuration.write_text(text)
        return folder

    def swift_flags(self):
        return [
            "-target", TARGET, "-enable-experimental-feature", "Embedded", "-wmo", "-Osize",
            "-parse-as-library", "-swift-version", "6",
            "-enable-upcoming-feature", "ExistentialAny",
            "-enable-upcoming-feature", "InternalImportsByDefault",
            "-enable-upcoming-feature", "MemberImportVisibility",
            "-warnings-as-errors", "-package-name", "fengni",
            "-Xcc", "--sysroot=/nonexistent", "-Xcc", "-D__wasi__",
        ]

    def clang(self, *, cpp=False):
        """The command that compiles one file of C or C++ for wasm32."""
        command = [
            self.bin / ("clang++" if cpp else "clang"), "--target=wasm32-unknown-wasi", "-Os",
            "-ffunction-sections", "-fdata-sections",
            f"-ffile-prefix-map={self.cache}=.", f"-ffile-prefix-map={self.root}=.",
        ]
        if cpp:
            command += [
                "-std=c++17", "-fno-exceptions", "-fno-rtti", "-nostdinc++",
                "-isystem", LLVM / "include/wasm32-wasi/c++/v1",
            ]
        return command + ["-isystem", WASI]

    def link_inputs(self):
        """What every module ends with: Swift's tables, libc++, wasi-libc, compiler-rt."""
        return [
            self.embedded / "libswiftUnicodeDataTables.a",
            "-L", LLVM / "lib/wasm32-wasi", "-L", "/usr/lib/wasm32-wasi",
            "-lc++", "-lc++abi", "-lc", LLVM / "lib/clang/19/lib/wasi/libclang_rt.builtins-wasm32.a",
        ]


def run(command, **options):
    """Runs a command; its output is shown only when it fails."""
    result = subprocess.run(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        **options)
    if result.returncode != 0:
        output = result.stdout.decode(errors="replace")
        lines = [line for line in output.splitlines() if "error:" in line]
        raise BuildFailure("\n".join(lines[:40]) or output[-4000:])
    return result.stdout.decode(errors="replace")


class BuildFailure(Exception):
    """What a compiler said."""
