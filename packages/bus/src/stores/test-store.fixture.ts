import { TestDatabase } from '@barnabus/testkit'

import { postgresStore, type PostgresClient } from './postgres.ts'
import { sqliteStore, type SqliteDatabase } from './sqlite.ts'
import type { Store, StoreResult, StoreValue } from './store.ts'

/** One process's store, and how that process dies. */
export interface TestStoreConnection {
  readonly store: Store
  /** The connections are gone, whatever they were doing. */
  readonly kill: () => void
}

/** A test's own database with the stores of several processes on it. */
export class TestStore implements AsyncDisposable {
  readonly #database: TestDatabase
  #own: Store | undefined

  private constructor(database: TestDatabase) {
    this.#database = database
  }

  static async open(): Promise<TestStore> {
    return new TestStore(await TestDatabase.open())
  }

  /** As a process of its own would. */
  connect(): TestStoreConnection {
    const connection = this.#database.connect()
    return { store: storeOf(connection), kill: () => connection.kill() }
  }

  /** Runs a statement in a transaction of its own; gives its rows. */
  async run(statement: string, values: readonly StoreValue[] = []): Promise<StoreResult['rows']> {
    this.#own ??= this.connect().store
    return (await this.#own.transaction(({ execute }) => execute(statement, values))).rows
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#database[Symbol.asyncDispose]()
  }
}

/** What a handler of a test does with its transaction's connection, whichever database it is. */
export async function runIn(
  database: unknown,
  statement: string,
  values: readonly StoreValue[] = [],
): Promise<void> {
  if (isPostgres(database)) {
    await database.query(statement, [...values])
    return
  }
  const named = Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value]))
  ;(database as SqliteDatabase).prepare(statement).all(...([named] as never[]))
}

function storeOf(connection: ReturnType<TestDatabase['connect']>): Store {
  return connection.kind === 'postgres'
    ? postgresStore(connection.pool)
    : sqliteStore(connection.database)
}

function isPostgres(database: unknown): database is PostgresClient {
  return 'query' in (database as object)
}
