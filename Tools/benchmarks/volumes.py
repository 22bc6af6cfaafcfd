"""Tools/bench-volumes: runs everything and prints two tables."""

import argparse
import glob
import os
import shutil
import subprocess

MEGA = 1_000_000
RECOVERY = 20
COLUMNS = (50, 10)


def timed(options, command):
    """Wall seconds, processor seconds and peak MB of the best of the repeats."""
    report = os.path.join(options.work, "time.txt")
    best = None
    for _ in range(options.repeats):
        clean(options)
        done = subprocess.run(["/usr/bin/time", "-o", report, "-f", "%e %U %S %M", *command],
                              cwd=options.work, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{command}: {done.stderr}")
        with open(report, encoding="utf-8") as file:
            wall, user, system, peak = map(float, file.read().split()[-4:])
        now = (wall, user + system, peak * 1024 / MEGA)
        best = min(best or now, now)
    return best


def clean(options):
    """What the commands write; `cut`, `lost` and `set` are what others read."""
    for name in ("out", "joined"):
        path = os.path.join(options.work, name)
        shutil.rmtree(path, ignore_errors=True)
        if os.path.exists(path):
            os.remove(path)
    for path in glob.glob(os.path.join(options.work, "new.*par2")):
        os.remove(path)


def primitives(options):
    out = subprocess.run(
        [options.primitives, "volumes", str(options.size), str(options.repeats),
         *map(str, COLUMNS)], check=True, capture_output=True, text=True).stdout
    rows = [line.split("\t") for line in out.splitlines()]
    rates = {name: options.size / MEGA / float(seconds) for name, _, seconds in rows}
    print(f"One core, {COLUMNS[0]} data and {COLUMNS[1]} recovery columns, MB of the file a second:\n")
    print(f"| {'what':24} | MB/s | to ec_encode_data | to memcpy |")
    print("|---|---|---|---|")
    for name, rate in rates.items():
        print(f"| {name:24} | {rate:.0f} | {rate / rates['ec_encode_data']:.2f} "
              f"| {rate / rates['memcpy']:.2f} |")


def commands(options):
    fengni, work = options.fengni, options.work
    rows = []
    split = [fengni, "volumes", "split", "file", "--size", str(options.size // 10),
             "--recovery", f"{RECOVERY}%", "-o"]
    rows.append((f"fengni volumes split, {RECOVERY} %", timed(options, [*split, "out"])))
    subprocess.run([*split, "cut"], cwd=work, check=True, capture_output=True)
    rows.append(("fengni volumes join, whole",
                 timed(options, [fengni, "volumes", "join", "cut", "-o", "joined"])))
    for path in sorted(glob.glob(os.path.join(work, "cut", "*")))[:2]:
        os.remove(path)
    rows.append(("fengni volumes join, 2 volumes lost",
                 timed(options, [fengni, "volumes", "join", "cut", "-o", "joined"])))
    with open(os.path.join(work, "file"), "rb") as a, open(os.path.join(work, "joined"), "rb") as b:
        while block := a.read(1 << 20):
            assert block == b.read(1 << 20)
    shutil.rmtree(os.path.join(work, "cut"))
    clean(options)
    if shutil.which("par2"):
        rows.append((f"par2 create, {RECOVERY} %",
                     timed(options, ["par2", "create", "-q", "-q", f"-r{RECOVERY}", "-b2000",
                                     "new.par2", "file"])))
        rows.append(("par2 repair, a sixth lost", repaired(options)))
    else:
        print("\npar2 is not installed (apt-get install par2): left out.")
    print(f"\n{options.size / MEGA:.0f} MB, {os.cpu_count()} cores:\n")
    print("| what | wall, s | MB/s | processor, s | peak, MB | to the first, wall | processor |")
    print("|---|---|---|---|---|---|---|")
    for name, (wall, processor, peak) in rows:
        print(f"| {name} | {wall:.2f} | {options.size / MEGA / wall:.0f} | {processor:.2f} "
              f"| {peak:.0f} | {wall / rows[0][1][0]:.1f} "
              f"| {processor / rows[0][1][1]:.1f} |")


def repaired(options):
    """Once: a repair changes the file that it is given."""
    path = os.path.join(options.work, "file")
    with open(path, "r+b") as file:
        file.write(bytes(options.size // 6))
    report = os.path.join(options.work, "time.txt")
    subprocess.run(["/usr/bin/time", "-o", report, "-f", "%e %U %S %M", "par2", "repair", "-q",
                    "-q", "new.par2"], cwd=options.work, check=True)
    with open(report, encoding="utf-8") as file:
        wall, user, system, peak = map(float, file.read().split()[-4:])
    return wall, user + system, peak * 1024 / MEGA


def main():
    parser = argparse.ArgumentParser()
    for name in ("fengni", "primitives", "work"):
        parser.add_argument(f"--{name}", required=True)
    for name in ("size", "repeats"):
        parser.add_argument(f"--{name}", type=int, required=True)
    options = parser.parse_args()
    with open(os.path.join(options.work, "file"), "wb") as file:
        for start in range(0, options.size, 1 << 20):
            file.write(os.urandom(min(1 << 20, options.size - start)))
    primitives(options)
    commands(options)


if __name__ == "__main__":
    main()
