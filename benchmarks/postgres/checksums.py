# SPDX-License-Identifier: BSL-1.0
#
# Checksums of results, as workloads.hpp has them.
import datetime
import struct

MASK = (1 << 64) - 1


def digest(values):
    state = 14695981039346656037
    for value in values:
        if isinstance(value, int):
            data = (value & MASK).to_bytes(8, "little")
        elif isinstance(value, float):
            data = struct.pack("<d", value)
        else:
            data = value.encode()
            data = len(data).to_bytes(8, "little") + data
        for byte in data:
            state = ((state ^ byte) * 1099511628211) & MASK
    return state


def micros(instant):
    since = instant - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def users_checksum(users):
    return digest(v for u in users for v in u)


def lookups_checksum(users):
    return sum(digest(u) for u in users) & MASK


def wide_checksum(rows):
    def values(row):
        return [*row[:16], *(micros(v) for v in row[16:19]), *(f"{v:.2f}" for v in row[19:21]), *row[21:]]

    return digest(v for row in rows for v in values(row))


def posts_checksum(users):
    return sum(digest([*user, sum(digest(post) for post in posts) & MASK]) for user, posts in users) & MASK
