#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
#
# asyncpg and SQLAlchemy's asynchronous sessions on asyncpg, for the workloads of dovetail_postgres_benchmarks, which has
# made the data.
#
#   contenders.py --list
#   contenders.py --check <file>             compares with checksums: a line "workload checksum" for each workload
#   contenders.py --measure <repetitions> [filter]      prints medians: name, wall time, client CPU time
import asyncio
import os
import re
import statistics
import sys
import time

import asyncpg
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import declarative_base, joinedload, relationship

sys.dont_write_bytecode = True      # nothing is written beside the sources
from checksums import lookups_checksum, posts_checksum, users_checksum, wide_checksum

URL = os.environ["DOVETAIL_BENCHMARK_POSTGRES"]
AUTHORS, LOOKUPS, COROUTINES, LOOKUPS_EACH, USERS, ACCOUNTS = 2_000, 2_000, 64, 100, 10_000, 10_000


def shuffled_keys(count):
    stride, key, keys = 7919, 0, []      # has no common factor with 10,000
    for _ in range(count):
        key = (key + stride) % count
        keys.append(key + 1)
    return keys


KEYS = shuffled_keys(USERS)
ROWS = [(f"user_{i:06}", f"user_{i:06}@mail-0.example.com", 1 + i % 10) for i in range(1, ACCOUNTS + 1)]
WIDE = "id i1 i2 i3 i4 i5 i6 b1 b2 b3 b4 b5 d1 d2 d3 d4 at1 at2 at3 n1 n2 t1 t2 t3 t4".split()
WORKLOADS = ["point_lookup", "lookups_64x1", "lookups_64x4", "select_4x10000", "select_25x10000", "users_with_posts", "insert_rows"]

# --- asyncpg

class Asyncpg:
    name = "asyncpg"

    async def open(self):
        self.pools = {n: await asyncpg.create_pool(URL, min_size=n, max_size=n) for n in (1, 4)}
        self.db = await asyncpg.connect(URL)

    async def close(self):
        for pool in self.pools.values():
            await pool.close()
        await self.db.close()

    async def empty(self):
        await self.db.execute("TRUNCATE accounts RESTART IDENTITY")

    async def accounts_checksum(self):
        return await self.db.fetchval("SELECT (count(*) * 1000003 + sum(hashtext(accounts::text)::bigint) % 1000003)::bigint FROM accounts")

    async def point_lookup(self):
        find = await self.db.prepare("SELECT id, username, email, role_id FROM users WHERE id = $1")
        return [await find.fetchrow(key) for key in KEYS[:LOOKUPS]]

    async def side_by_side(self, connections):
        pool = self.pools[connections]

        async def some(first):
            found = []
            for key in KEYS[first : first + LOOKUPS_EACH]:
                async with pool.acquire() as db:
                    found.append(await db.fetchrow("SELECT id, username, email, role_id FROM users WHERE id = $1", key))
            return found

        parts = await asyncio.gather(*(some(i * LOOKUPS_EACH) for i in range(COROUTINES)))
        return [user for part in parts for user in part]

    async def lookups_64x1(self):
        return await self.side_by_side(1)

    async def lookups_64x4(self):
        return await self.side_by_side(4)

    async def select_4x10000(self):
        return await self.db.fetch("SELECT id, username, email, role_id FROM users")

    async def select_25x10000(self):
        return await self.db.fetch(f"SELECT {', '.join(WIDE)} FROM wide")

    async def users_with_posts(self):
        rows = await self.db.fetch(
            "SELECT users.id, users.username, users.email, users.role_id, posts.id, posts.user_id, posts.title"
            " FROM users LEFT OUTER JOIN posts ON posts.user_id = users.id WHERE users.id <= $1", AUTHORS)
        users = {}
        for id, username, email, role_id, post, user_id, title in rows:
            user = users.get(id)
            if user is None:
                user = users[id] = ((id, username, email, role_id), [])
            if post is not None:
                user[1].append((post, user_id, title))
        return list(users.values())

    # The keys come back, as in the range of dovetail.
    async def insert_rows(self):
        names, emails, roles = map(list, zip(*ROWS))
        async with self.db.transaction():
            keys = await self.db.fetch(
                "INSERT INTO accounts (username, email, role_id) SELECT * FROM unnest($1::text[], $2::text[], $3::integer[])"
                " RETURNING id", names, emails, roles)
        return len(keys)


class AsyncpgCopy(Asyncpg):
    name = "asyncpg_copy"

    async def insert_rows(self):
        async with self.db.transaction():
            await self.db.copy_records_to_table("accounts", records=ROWS, columns=("username", "email", "role_id"))
        return len(ROWS)


class AsyncpgMany(Asyncpg):
    name = "asyncpg_executemany"

    async def insert_rows(self):
        async with self.db.transaction():
            await self.db.executemany("INSERT INTO accounts (username, email, role_id) VALUES ($1, $2, $3)", ROWS)
        return len(ROWS)


# --- SQLAlchemy

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = sa.Column(sa.Integer, primary_key=True)
    username = sa.Column(sa.String(50), nullable=False)
    email = sa.Column(sa.String(100), nullable=False)
    role_id = sa.Column(sa.Integer, nullable=False)
    posts = relationship("Post")


class Post(Base):
    __tablename__ = "posts"
    id = sa.Column(sa.Integer, primary_key=True)
    user_id = sa.Column(sa.Integer, sa.ForeignKey("users.id"), nullable=False)
    title = sa.Column(sa.String(100), nullable=False)


class Account(Base):
    __tablename__ = "accounts"
    id = sa.Column(sa.Integer, primary_key=True)
    username = sa.Column(sa.String(50), nullable=False)
    email = sa.Column(sa.String(100), nullable=False)
    role_id = sa.Column(sa.Integer, nullable=False)


def column_type(name):
    return {"i": sa.Integer, "b": sa.BigInteger, "d": sa.Float(53), "a": sa.DateTime(timezone=True),
            "n": sa.Numeric(14, 2), "t": sa.Text}[name[0]]


Wide = type("Wide", (Base,), {"__tablename__": "wide", **{
    name: sa.Column(column_type(name), nullable=False, primary_key=name == "id") for name in WIDE}})

def columns_of(user):
    return user.id, user.username, user.email, user.role_id


class SqlAlchemy(Asyncpg):
    name = "sqlalchemy"

    async def open(self):
        await super().open()
        url = re.sub(r"^postgresql:", "postgresql+asyncpg:", URL).replace("?sslmode=disable", "?ssl=disable")
        self.engines = {n: create_async_engine(url, pool_size=n, max_overflow=0) for n in (1, 4)}

    async def close(self):
        for engine in self.engines.values():
            await engine.dispose()
        await super().close()

    async def point_lookup(self):
        found = []
        async with AsyncSession(self.engines[1]) as db:
            for key in KEYS[:LOOKUPS]:
                result = await db.execute(sa.select(User).where(User.id == key))
                found.append(columns_of(result.scalars().one()))
        return found

    async def side_by_side(self, connections):
        async def some(first):
            found = []
            for key in KEYS[first : first + LOOKUPS_EACH]:
                async with AsyncSession(self.engines[connections]) as db:
                    result = await db.execute(sa.select(User).where(User.id == key))
                    found.append(columns_of(result.scalars().one()))
            return found

        parts = await asyncio.gather(*(some(i * LOOKUPS_EACH) for i in range(COROUTINES)))
        return [user for part in parts for user in part]

    async def select_4x10000(self):
        async with AsyncSession(self.engines[1], expire_on_commit=False) as db:
            return Rows((await db.execute(sa.select(User))).scalars().all(), columns_of)

    async def select_25x10000(self):
        async with AsyncSession(self.engines[1], expire_on_commit=False) as db:
            return Rows((await db.execute(sa.select(Wide))).scalars().all(), lambda row: [getattr(row, n) for n in WIDE])

    async def users_with_posts(self):
        async with AsyncSession(self.engines[1], expire_on_commit=False) as db:
            statement = sa.select(User).where(User.id <= AUTHORS).options(joinedload(User.posts))
            users = (await db.execute(statement)).unique().scalars().all()
            return Rows(users, lambda user: (columns_of(user), [(p.id, p.user_id, p.title) for p in user.posts]))

    async def insert_rows(self):
        async with AsyncSession(self.engines[1], expire_on_commit=False) as db:
            added = [Account(username=u, email=e, role_id=r) for u, e, r in ROWS]
            db.add_all(added)
            await db.commit()
            return sum(account.id > 0 for account in added)


class Rows:
    """Objects whose columns are read only when results are compared."""

    def __init__(self, objects, columns):
        self.objects, self.columns = objects, columns

    def __iter__(self):
        return map(self.columns, self.objects)

contenders = [Asyncpg, AsyncpgCopy, AsyncpgMany, SqlAlchemy]

ONLY_INSERT = {"asyncpg_copy", "asyncpg_executemany"}


def entries():
    for workload in WORKLOADS:
        for contender in contenders:
            if workload == "insert_rows" or contender.name not in ONLY_INSERT:
                yield workload, contender


async def check(file):
    expected = dict(line.split() for line in open(file))
    for workload, contender in entries():
        one = contender()
        await one.open()
        if workload == "insert_rows":
            await one.empty()
        result = await getattr(one, workload)()
        if workload == "insert_rows":
            found = await one.accounts_checksum()
        elif workload.startswith("select_25"):
            found = wide_checksum(list(map(list, result)))
        elif workload == "users_with_posts":
            found = posts_checksum(result)
        elif workload.startswith("select"):
            found = users_checksum(result)
        else:
            found = lookups_checksum(result)
        await one.close()
        if str(found) != expected[workload]:
            sys.exit(f"contenders.py: {workload}/{contender.name} does not give the same result as the others")


async def measure(repetitions, wanted):
    for workload, contender in entries():
        if not re.search(wanted, f"{workload}/{contender.name}"):
            continue
        one = contender()
        await one.open()
        wall, processor = [], []
        for i in range(repetitions + 1):
            if workload == "insert_rows":
                await one.empty()
            begun, begun_processor = time.monotonic(), time.process_time()
            result = await getattr(one, workload)()
            if i > 0:       # the first one finds statements and plans unprepared
                processor.append(time.process_time() - begun_processor)
                wall.append(time.monotonic() - begun)
            del result
        await one.close()
        print(f"{workload}/{contender.name} {statistics.median(wall) * 1e6:.1f} {statistics.median(processor) * 1e6:.1f}", flush=True)


if sys.argv[1] == "--list":
    for workload, contender in entries():
        print(f"{workload}/{contender.name}")
elif sys.argv[1] == "--check":
    asyncio.run(check(sys.argv[2]))
else:
    asyncio.run(measure(int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "."))
