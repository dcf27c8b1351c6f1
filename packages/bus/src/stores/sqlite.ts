import { pause, systemClock } from '@barnabus/base'

import type { Store, StoreResult, StoreTransaction, StoreValue } from './store.ts'

/** The part of `node:sqlite`'s DatabaseSync (Node 22.5 and newer) that the bus itself uses. */
export interface SqliteDatabase {
  exec(statements: string): void
  prepare(statement: string): SqliteStatement
}

/** See `SqliteDatabase`. */
export interface SqliteStatement {
  all(...values: never[]): unknown[]
}

/** SQLite's own numbers: busy, locked, an error of the disk, a full one. */
const transientCodes = new Set([5, 6, 10, 13])
const busyCodes = new Set([5, 6])
const primaryCodeMask = 0xff
const pauseMs = 5
const patienceMs = 10_000

/**
 * Keeps positions and marks in an SQLite database. The connection is the bus's own from now on: what
 * others do with it meanwhile becomes a part of whatever transaction is open.
 *
 * Transactions of one connection come one after the other; of several, SQLite lets one write.
 */
export function sqliteStore<Database extends SqliteDatabase>(database: Database): Store<Database> {
  let last: Promise<unknown> = Promise.resolve()
  const transaction: StoreTransaction<Database> = {
    database,
    execute: (statement, values = []) => Promise.resolve(execute(database, statement, values)),
  }
  return {
    name: 'SQLite',
    isTransient: (error) => hasCode(error, transientCodes),
    async transaction(task) {
      const turn = last.then(() => inTransaction(transaction, task))
      last = turn.catch(() => undefined) // A failed transaction must not block the next.
      return await turn
    },
  }
}

async function inTransaction<Database extends SqliteDatabase, Result>(
  transaction: StoreTransaction<Database>,
  task: (transaction: StoreTransaction<Database>) => Promise<Result>,
): Promise<Result> {
  const { database } = transaction
  await whenFree(() => database.exec('BEGIN IMMEDIATE'))
  try {
    const result = await task(transaction)
    await whenFree(() => database.exec('COMMIT'))
    return result
  } catch (error) {
    rollBack(database)
    throw error
  }
}

function execute(
  database: SqliteDatabase,
  statement: string,
  values: readonly StoreValue[],
): StoreResult {
  const named = Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value]))
  const given = (values.length === 0 ? [] : [named]) as never[]
  const rows = database.prepare(statement).all(...given) as StoreResult['rows']
  const [counted] = database.prepare('SELECT changes() AS changes').all() as { changes: number }[]
  return { rows, changes: /^\s*select/i.test(statement) ? 0 : Number(counted!.changes) }
}

/** Waits without blocking the process while another connection writes. */
async function whenFree(attempt: () => void): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    try {
      attempt()
      return
    } catch (error) {
      if (!hasCode(error, busyCodes) || waitedMs >= patienceMs) throw error
      await pause(systemClock, pauseMs, { keepAlive: true })
    }
  }
}

/** SQLite has already undone a transaction after some errors, and then refuses to do so again. */
function rollBack(database: SqliteDatabase): void {
  try {
    database.exec('ROLLBACK')
  } catch {
    // There is nothing to undo, or the connection is gone, and its transaction with it.
  }
}

function hasCode(error: unknown, codes: ReadonlySet<number>): boolean {
  const { errcode } = error instanceof Error ? (error as { readonly errcode?: unknown }) : {}
  return typeof errcode === 'number' && codes.has(errcode & primaryCodeMask)
}
