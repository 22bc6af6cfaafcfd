"""Frames and volumes (SPEC 14). Run by /usr/bin/python3 -m unittest, in this folder."""

import itertools
import pathlib
import random
import sys
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from fengnilib import volumes  # noqa: E402
from fengnilib.errors import Refusal  # noqa: E402


class Volumes(unittest.TestCase):
    def setUp(self):
        self.random = random.Random(14)

    def code(self, files):
        with self.assertRaises(Refusal) as caught:
            volumes.join(files)
        return caught.exception.code

    def test_check_value(self):
        self.assertEqual(volumes.checksum(b"123456789"), 0x995DC9BBDF1939FA)

    def test_field(self):
        for value in range(1, 256):
            self.assertEqual(volumes._PRODUCTS[value][volumes._INVERSES[value]], 1)
        self.assertEqual(volumes._PRODUCTS[128][2], 0x1D)

    def test_every_pattern(self):
        k, m = 4, 3
        content = self.random.randbytes(k * 384 - 5)
        files = list(volumes.split(content, k, m, 512, 1).values())
        self.assertEqual(len(files), k + m)
        for count in range(k + m + 1):
            for chosen in itertools.combinations(files, count):
                if count >= k:
                    self.assertEqual(volumes.join(chosen), content)
                else:
                    self.assertEqual(self.code(chosen), "FN111" if count else "FN110")

    def test_damage(self):
        content = self.random.randbytes(20_000)
        files = list(volumes.split(content, 8, 4, 512, 30, 1).values())
        image = bytearray(b"junk" + b"".join(self.random.sample(files, len(files))))
        image[3000:4500] = bytes(1500)
        del image[9000:9100]
        self.assertEqual(volumes.join([bytes(image)]), content)

    def test_plain_split_is_slices(self):
        content = self.random.randbytes(5000)
        files = volumes.split(content, 1, 0, 1024, 2)
        self.assertEqual(len(files), 3)
        payloads = [payload for data in files.values() for *_, payload in volumes.scan(data)]
        self.assertEqual(b"".join(payloads)[:5000], content)

    def test_forged(self):
        content = self.random.randbytes(384 * 3)
        data = b"".join(volumes.split(content, 3, 0, 512).values())
        found, column, stripe, payload = next(volumes.scan(data))
        forged = found.frame(column, stripe, bytes(len(payload)))
        self.assertEqual(self.code([forged + data[512:]]), "FN113")

    def test_two_files(self):
        one = list(volumes.split(b"one", 1, 0, 512).values())
        other = list(volumes.split(b"other", 1, 0, 512).values())
        self.assertEqual(self.code(one + other), "FN112")


if __name__ == "__main__":
    unittest.main()
