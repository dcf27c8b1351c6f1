import { deepEqual, equal, rejects } from 'node:assert/strict'
import { env } from 'node:process'
import { test } from 'node:test'

import { wholeNumber } from './store.ts'
import { runIn, TestStore, type TestStoreConnection } from './test-store.fixture.ts'

/** A table with one row of each name given, and who may write there. */
async function tableOf(
  names: readonly string[],
): Promise<AsyncDisposable & { stores: TestStore; one: TestStoreConnection }> {
  const stores = await TestStore.open()
  await stores.run('CREATE TABLE things (name TEXT PRIMARY KEY, amount BIGINT)')
  for (const name of names) await stores.run('INSERT INTO things VALUES ($1, 0)', [name])
  const dispose = (): Promise<void> => stores[Symbol.asyncDispose]()
  return { stores, one: stores.connect(), [Symbol.asyncDispose]: dispose }
}

const names = async (stores: TestStore): Promise<readonly unknown[]> =>
  (await stores.run('SELECT name FROM things ORDER BY name')).map(({ name }) => name)

test('what a transaction has written is there when it resolves', async () => {
  await using given = await tableOf([])
  const { stores, one } = given

  const result = await one.store.transaction(async ({ database, execute }) => {
    await runIn(database, 'INSERT INTO things VALUES ($1, $2)', ['by hand', 1n])
    await execute('INSERT INTO things VALUES ($1, $2)', ['by the bus', null])
    return 'done'
  })

  equal(result, 'done')
  deepEqual(await names(stores), ['by hand', 'by the bus'])
})

test('what a transaction has written is gone when its task fails, and the next one goes on', async () => {
  await using given = await tableOf([])
  const { stores, one } = given

  const failing = one.store.transaction(async ({ database }) => {
    await runIn(database, 'INSERT INTO things VALUES ($1, $2)', ['never', 1n])
    throw new Error('changed my mind')
  })
  await rejects(failing, { message: 'changed my mind' })
  await one.store.transaction(({ execute }) => execute("INSERT INTO things VALUES ('next', 1)"))

  deepEqual(await names(stores), ['next'])
})

test('a statement tells its rows and how many it has changed', async () => {
  await using given = await tableOf(['a', 'b'])
  await given.one.store.transaction(async ({ execute }) => {
    const updated = await execute('UPDATE things SET amount = $1', [9_007_199_254_740_991n])
    const none = await execute("UPDATE things SET amount = 1 WHERE name = 'c'")
    const returned = await execute(
      "UPDATE things SET amount = amount WHERE name = 'a' RETURNING amount",
    )
    const conflicting = await execute("INSERT INTO things VALUES ('a', 1) ON CONFLICT DO NOTHING")
    const read = await execute('SELECT name FROM things WHERE name = $1', ['a'])

    deepEqual([updated.changes, none.changes, conflicting.changes, read.changes], [2, 0, 0, 0])
    deepEqual(wholeNumber(returned.rows[0]?.['amount']), 9_007_199_254_740_991n)
    equal(returned.changes, 1)
    deepEqual(
      read.rows.map(({ name }) => name),
      ['a'],
    )
  })
})

test('a value stays what it is where a statement names it twice, or in another order', async () => {
  await using given = await tableOf([])
  await given.one.store.transaction(async ({ execute }) => {
    const statement = "INSERT INTO things VALUES ($2 || '-' || $2, $1) RETURNING name, amount"
    const { rows } = await execute(statement, [7n, 'x'])
    deepEqual([rows[0]?.['name'], wholeNumber(rows[0]?.['amount'])], ['x-x', 7n])
  })
})

test('transactions at the same time do not see each other, and lose nothing', async () => {
  await using given = await tableOf(['counter'])
  const { stores, one } = given
  const other = stores.connect()

  await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const { store } = index % 2 === 0 ? one : other
      await store.transaction(({ execute }) => execute('UPDATE things SET amount = amount + 1'))
    }),
  )

  const [row] = await stores.run('SELECT amount FROM things')
  equal(wholeNumber(row?.['amount']), 20n)
})

test('a process that dies in a transaction leaves nothing of it, and blocks nobody', async () => {
  await using given = await tableOf([])
  const { stores, one } = given
  const reached = Promise.withResolvers<void>()
  void one.store
    .transaction(async ({ database }) => {
      await runIn(database, "INSERT INTO things VALUES ('never', 1)")
      reached.resolve()
      await new Promise(() => undefined)
    })
    .catch(() => undefined)
  await reached.promise

  one.kill()
  await stores
    .connect()
    .store.transaction(({ execute }) => execute("INSERT INTO things VALUES ('never', 2)"))

  deepEqual(await names(stores), ['never'])
  const [{ amount } = {}] = await stores.run('SELECT amount FROM things')
  equal(wholeNumber(amount), 2n)
})

test('a statement that is wrong is not the fault of the database', async () => {
  await using given = await tableOf(['a'])
  const { store } = given.one
  const statements = ['SELECT nonsense', "INSERT INTO things VALUES ('a', 1)"]
  for (const statement of statements) {
    const failure: unknown = await store
      .transaction(({ execute }) => execute(statement))
      .then(
        () => undefined,
        (error: unknown) => error,
      )
    equal(failure instanceof Error, true)
    equal(store.isTransient(failure), false, statement)
  }
})

const isPostgres = (env['BARNABUS_TEST_POSTGRES'] ?? '') !== ''

test('a lost connection is the fault of the database', { skip: !isPostgres }, async () => {
  await using given = await tableOf([])
  const { store } = given.one
  const failure: unknown = await store
    .transaction(({ execute }) => execute('SELECT pg_terminate_backend(pg_backend_pid())'))
    .then(
      () => undefined,
      (error: unknown) => error,
    )
  equal(store.isTransient(failure), true, String(failure))
  deepEqual(await names(given.stores), [])
})
