"""Tools/bench: runs everything and prints one table."""

import argparse
import os
import shutil
import subprocess
import sys

from story import SEALED_AT, SUITES, Story

MEGA = 1_000_000


class Result:
    def __init__(self, wall, processor, peak):
        self.wall, self.processor, self.peak = wall, processor, peak


class Bench:
    def __init__(self, options):
        self.options, self.work = options, options.work
        self.story = Story(options.fengni, options.work, options.size)
        self.rows = []

    def path(self, *names):
        return os.path.join(self.work, *names)

    def time(self, command, **more):
        """One run under time(1): its own rusage would begin with this interpreter's memory."""
        report = self.path("time.txt")
        done = subprocess.run(
            ["/usr/bin/time", "-o", report, "-f", "%e %U %S %M", *command], cwd=self.work,
            env=self.story.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, **more)
        if done.returncode != 0:
            return done.stderr.strip().splitlines()[-1:] or ["failed"]
        with open(report, encoding="utf-8") as file:
            wall, user, system, peak = file.read().split()[-4:]
        return Result(float(wall), float(user) + float(system), int(peak) * 1024 / MEGA)

    def best(self, name, command, size, output=None, note=""):
        """The best of the repeats, each with its output removed first."""
        results = []
        for _ in range(self.options.repeats):
            self.remove(output)
            result = self.time(command)
            if not isinstance(result, Result):
                self.rows.append((name, None, size, f"{note} {result[0]}".strip()))
                return None
            results.append(result)
        best = min(results, key=lambda result: result.wall)
        best.peak = max(result.peak for result in results)
        self.rows.append((name, best, size, note))
        print(f"  {name}: {best.wall:.2f} s", file=sys.stderr)
        return best

    def remove(self, name):
        if name is None:
            return
        path = self.path(name)
        shutil.rmtree(path) if os.path.isdir(path) else os.path.exists(path) and os.remove(path)

    def random_file(self, name, size):
        """Incompressible, and no effort: AES in counter mode over zeros."""
        command = (
            f"head -c {size} /dev/zero | openssl enc -aes-128-ctr -nosalt"
            f" -K 000102030405060708090a0b0c0d0e0f -iv {size:032x} >{name}")
        subprocess.run(["bash", "-c", command], cwd=self.work, check=True)
        return self.path(name)

    # Fengni

    def fengni(self):
        size = self.options.size
        document = self.random_file("evidence.bin", size)
        for suite in SUITES:
            workspace = self.story.workspace(suite, f"one-{suite}", [document])
            self.suite(suite, workspace, size, f"{suite}.fnb")
        # What does not grow with the size: above all the passphrases of the keys.
        small = self.random_file("small.bin", 1024)
        for suite in SUITES:
            workspace = self.story.workspace(suite, f"small-{suite}", [small])
            self.suite(suite, workspace, 1024, f"{suite}.fnb", ", 1 KiB")
        # The same bytes in sixteen documents: the first pass can use every core.
        parts = [self.random_file(f"part-{i:02}.bin", size // 16) for i in range(16)]
        for suite in SUITES:
            workspace = self.story.workspace(suite, f"many-{suite}", parts)
            self.best(f"fengni seal {suite}, 16 documents", self.seal(workspace, "many.fnb"), size,
                      "many.fnb")
            self.remove("many.fnb")
        for part in parts:
            os.remove(part)

    def seal(self, workspace, output):
        return [self.options.fengni, "seal", workspace, "-o", output, "--time", SEALED_AT]

    def suite(self, suite, workspace, size, bundle, more=""):
        self.best(f"fengni seal {suite}{more}", self.seal(workspace, bundle), size, bundle)
        receive = [bundle, *self.story.receive]
        self.best(f"fengni verify {suite}{more}", [self.options.fengni, "verify", *receive], size)
        self.best(f"fengni open {suite}{more}",
                  [self.options.fengni, "open", *receive, "-o", "opened"], size, "opened")
        self.remove("opened")
        self.remove(bundle)

    def primitives(self):
        """Seconds of each primitive, by suite and name."""
        done = subprocess.run(
            [self.options.primitives, str(self.options.size), str(self.options.repeats)],
            stdout=subprocess.PIPE, text=True, check=True)
        lines = [line.split("\t") for line in done.stdout.splitlines()]
        return {(suite, name): float(time) for suite, name, time in lines}

    # Others

    def peers(self):
        size, note = self.options.size, ""
        with open("/proc/meminfo", encoding="ascii") as file:
            available = next(int(l.split()[1]) << 10 for l in file if l.startswith("MemAvailable"))
        # OpenSSL holds about three times the content, besides what lies on tmpfs.
        cms, name = size, "evidence.bin"
        if available < 8 * size:
            cms, name, note = size // 4, "quarter.bin", "measured at a quarter, times four"
            self.random_file(name, cms)
        self.openssl(name, cms, note)
        self.age(size)
        self.zip(size)
        self.gpg(size)

    def openssl(self, name, size, note):
        subprocess.run(
            ["bash", "-c",
             "openssl req -x509 -newkey rsa:2048 -nodes -keyout peer.key -out peer.crt"
             " -subj /CN=peer -days 30 2>/dev/null"], cwd=self.work, check=True)
        cms = ["openssl", "cms", "-binary"]
        der = ["-outform", "DER"]
        self.best("openssl cms -encrypt -stream, AES-256-GCM",
                  [*cms, "-encrypt", "-stream", "-aes-256-gcm", "-in", name, *der, "-out",
                   "peer.cms", "peer.crt"], size, "peer.cms", note)
        self.best("openssl cms -decrypt",
                  [*cms, "-decrypt", "-inform", "DER", "-in", "peer.cms", "-inkey", "peer.key",
                   "-recip", "peer.crt", "-out", "peer.out"], size, "peer.out", note)
        self.remove("peer.cms")
        self.best("openssl cms -sign -stream -nodetach, RSA SHA-256",
                  [*cms, "-sign", "-stream", "-nodetach", "-md", "sha256", "-in", name, *der,
                   "-signer", "peer.crt", "-inkey", "peer.key", "-out", "peer.cms"], size,
                  "peer.cms", note)
        self.best("openssl cms -verify",
                  [*cms, "-verify", "-inform", "DER", "-in", "peer.cms", "-CAfile", "peer.crt",
                   "-purpose", "any", "-out", "peer.out"], size, "peer.out", note)
        self.remove("peer.cms")
        self.remove("peer.out")

    def age(self, size):
        subprocess.run(["age-keygen", "-o", "age.key"], cwd=self.work, check=True,
                       stderr=subprocess.DEVNULL)
        recipient = subprocess.run(["age-keygen", "-y", "age.key"], cwd=self.work, check=True,
                                   stdout=subprocess.PIPE, text=True).stdout.strip()
        note = "no signature"
        self.best("age encrypt", ["age", "-r", recipient, "-o", "peer.age", "evidence.bin"], size,
                  "peer.age", note)
        self.best("age decrypt", ["age", "-d", "-i", "age.key", "-o", "peer.out", "peer.age"],
                  size, "peer.out", note)
        self.remove("peer.age")
        self.remove("peer.out")

    def zip(self, size):
        note = "ZipCrypto: broken, no authentication"
        self.best("zip -0 -P", ["zip", "-q", "-0", "-P", "word", "peer.zip", "evidence.bin"], size,
                  "peer.zip", note)
        self.best("unzip -P", ["unzip", "-q", "-P", "word", "-d", "peer.d", "peer.zip"], size,
                  "peer.d", note)
        self.remove("peer.zip")
        self.remove("peer.d")

    def gpg(self, size):
        home = self.path("gpg")
        os.makedirs(home, mode=0o700)
        self.story.environment["GNUPGHOME"] = home
        gpg = ["gpg", "--batch", "--yes", "--quiet", "--pinentry-mode", "loopback",
               "--passphrase", "", "--trust-model", "always"]
        done = self.time([*gpg, "--quick-generate-key", "peer", "default", "default", "never"])
        if isinstance(done, Result):
            self.best("gpg sign and encrypt, no compression",
                      [*gpg, "-z", "0", "-r", "peer", "-s", "-e", "-o", "peer.gpg",
                       "evidence.bin"], size, "peer.gpg")
            self.best("gpg decrypt and verify",
                      [*gpg, "-d", "-o", "peer.out", "peer.gpg"], size, "peer.out")
        subprocess.run(["gpgconf", "--kill", "all"], env=self.story.environment, check=False)
        self.remove("peer.gpg")
        self.remove("peer.out")

    # The table

    def table(self, primitives, loads):
        size = self.options.size
        print(f"\n{size:,} bytes in one document, best of {self.options.repeats}, "
              f"{os.cpu_count()} cores, load before {loads[0]:.1f} and after {loads[1]:.1f}"
              + (" (others were running: trust ratios and CPU seconds more than times)"
                 if max(loads) > os.cpu_count() else ""))
        print("ratio: CPU seconds over those of digest + AEAD of the suite, each once; for "
              "peers over nist's. Primitives: CPU seconds of one thread.\nx fengni: over Fengni's own step, seal or open, of suite nist."
              "\n")
        heads = ("what", "time s", "CPU s", "MB/s", "ratio", "x fengni", "peak MB", "")
        lines = [heads]
        for (suite, name), time in primitives.items():
            lines.append((f"primitive {suite} {name}", f"{time:.2f}", f"{time:.2f}",
                          f"{size / time / MEGA:.0f}", "", "", "", ""))
        own = {name: result for name, result, _, _ in self.rows if result}
        for name, result, measured, note in self.rows:
            lines.append(self.line(name, result, measured, note, primitives, own))
        widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
        for line in lines:
            cells = [line[0].ljust(widths[0])]
            cells += [cell.rjust(width) for cell, width in zip(line[1:-1], widths[1:])]
            print("  ".join([*cells, line[-1]]).rstrip())

    def line(self, name, result, measured, note, primitives, own):
        if result is None:
            return (name, "failed", "", "", "", "", "", note)
        if name.endswith("1 KiB"):
            return (name, f"{result.wall:.2f}", f"{result.processor:.2f}", "", "", "",
                    f"{result.peak:.0f}", note)
        scale = self.options.size / measured
        wall = result.wall * scale
        suite = "sm" if " sm" in name else "nist"
        ratio = result.processor * scale / primitives[suite, "digest+aead"]
        against = ""
        if not name.startswith("fengni"):
            reads = any(word in name for word in ("decrypt", "verify", "unzip"))
            mine = own.get("fengni open nist" if reads else "fengni seal nist")
            against = f"{wall / mine.wall:.2f}" if mine else ""
        return (name, f"{wall:.2f}", f"{result.processor * scale:.2f}",
                f"{self.options.size / wall / MEGA:.0f}", f"{ratio:.2f}", against,
                f"{result.peak * scale if scale > 1 and result.peak > 100 else result.peak:.0f}",
                note)


def main():
    parser = argparse.ArgumentParser()
    for name in ("fengni", "primitives", "work"):
        parser.add_argument("--" + name, required=True)
    for name in ("size", "repeats", "peers"):
        parser.add_argument("--" + name, type=int, required=True)
    options = parser.parse_args()
    before = os.getloadavg()[0]
    bench = Bench(options)
    primitives = bench.primitives()
    bench.fengni()
    if options.peers:
        bench.peers()
    bench.table(primitives, (before, os.getloadavg()[0]))


if __name__ == "__main__":
    main()
