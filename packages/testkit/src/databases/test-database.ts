import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import type { DatabaseSync } from 'node:sqlite'

import { systemRandom } from '@barnabus/base'
import type { Pool } from 'pg'

/** Names a PostgreSQL server that tests may fill with schemas of their own; unset: they use SQLite. */
const postgresVariable = 'BARNABUS_TEST_POSTGRES'
const poolSize = 8

/** One process's way to a database. */
export type TestConnection = { kill(): void; close(): Promise<void> } & (
  | { readonly kind: 'postgres'; readonly pool: Pool }
  | { readonly kind: 'sqlite'; readonly database: DatabaseSync }
)

/**
 * A database of a test's own: a file of SQLite, or, where `BARNABUS_TEST_POSTGRES` names a server, a
 * schema there.
 */
export class TestDatabase implements AsyncDisposable {
  readonly #connect: () => TestConnection
  readonly #remove: () => Promise<void>
  readonly #connections: TestConnection[] = []

  private constructor(connect: () => TestConnection, remove: () => Promise<void>) {
    this.#connect = connect
    this.#remove = remove
  }

  static async open(): Promise<TestDatabase> {
    const server = env[postgresVariable]
    return server === undefined || server === ''
      ? await TestDatabase.#inFile()
      : await TestDatabase.#inSchema(server)
  }

  /** As a process of its own would; closed with the database at the latest. */
  connect(): TestConnection {
    const connection = this.#connect()
    this.#connections.push(connection)
    return connection
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#connections.map((connection) => connection.close()))
    await this.#remove()
  }

  static async #inFile(): Promise<TestDatabase> {
    const { DatabaseSync } = await import('node:sqlite')
    const directory = await mkdtemp(join(tmpdir(), 'barnabus-database-'))
    const connect = (): TestConnection => {
      const database = new DatabaseSync(join(directory, 'test.sqlite'))
      const kill = (): void => {
        if (database.isOpen) database.close()
      }
      return { kind: 'sqlite', database, kill, close: () => Promise.resolve(kill()) }
    }
    return new TestDatabase(connect, () => rm(directory, { recursive: true }))
  }

  static async #inSchema(server: string): Promise<TestDatabase> {
    const { default: pg } = await import('pg')
    const schema = `t_${Buffer.from(systemRandom.bytes(6)).toString('hex')}`
    const administer = async (statement: string): Promise<void> => {
      const client = new pg.Client({ connectionString: server })
      await client.connect()
      await client.query(statement)
      await client.end()
    }
    await administer(`CREATE SCHEMA ${schema}`)
    const connect = (): TestConnection => {
      const options = `-c search_path=${schema}`
      return connectionOf(new pg.Pool({ connectionString: server, options, max: poolSize }))
    }
    return new TestDatabase(connect, () => administer(`DROP SCHEMA ${schema} CASCADE`))
  }
}

function connectionOf(pool: Pool): TestConnection {
  const streams = new Set<{ destroy(): unknown }>()
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    const { connection } = client as unknown as { connection: { stream: { destroy(): unknown } } }
    streams.add(connection.stream)
  })
  let isOver = false
  return {
    kind: 'postgres',
    pool,
    kill: () => {
      isOver = true
      for (const stream of streams) stream.destroy()
    },
    close: async () => {
      if (isOver) return // Whoever died has connections out that never come back.
      isOver = true
      await pool.end()
    },
  }
}
