import { isOperatingError } from '@barnabus/base'

import { busErrors } from '../errors.ts'
import type { Store, StoreTransaction } from './store.ts'

/** The part of a Pool of the package `pg` that the bus itself uses. */
export interface PostgresPool<Client extends PostgresClient = PostgresClient> {
  connect(): Promise<Client>
}

/** See `PostgresPool`. */
export interface PostgresClient {
  query(
    statement: string,
    values?: unknown[],
  ): Promise<{ readonly rows: Record<string, unknown>[]; readonly rowCount: number | null }>
  release(error?: Error | boolean): void
  on(event: 'error', listener: (error: Error) => void): unknown
  removeListener(event: 'error', listener: (error: Error) => void): unknown
}

/** SQLSTATEs of lost connections, conflicts, too few resources, an operator, a broken disk. */
const transientStates = /^(?:08...|40...|53...|55P03|57P..|58...)$/

/**
 * Keeps positions and marks in a PostgreSQL database, through a Pool of the package `pg` (8.11 or
 * newer): each transaction has a connection of its own, at `READ COMMITTED` or what the database says.
 */
export function postgresStore<Client extends PostgresClient>(
  pool: PostgresPool<Client>,
): Store<Client> {
  return {
    name: 'PostgreSQL',
    isTransient,
    async transaction(task) {
      const client = await pool.connect().catch((error: unknown) => {
        throw lost(error)
      })
      // Without a listener the loss of a connection would end the process; queries report it, too.
      const listener = (): void => undefined
      client.on('error', listener)
      try {
        return await inTransaction(client, task)
      } finally {
        client.removeListener('error', listener)
      }
    },
  }
}

async function inTransaction<Client extends PostgresClient, Result>(
  client: Client,
  task: (transaction: StoreTransaction<Client>) => Promise<Result>,
): Promise<Result> {
  let isUsable = true
  try {
    await client.query('BEGIN')
    const result = await task({
      database: client,
      async execute(statement, values = []) {
        const { rows, rowCount } = await client.query(statement, [...values])
        return { rows, changes: /^\s*select/i.test(statement) ? 0 : (rowCount ?? 0) }
      },
    })
    await commit(client)
    return result
  } catch (error) {
    isUsable = await isRolledBack(client)
    throw isUsable ? error : lost(error)
  } finally {
    client.release(!isUsable)
  }
}

/** PostgreSQL answers to COMMIT of a transaction in which a statement failed with ROLLBACK. */
async function commit(client: PostgresClient): Promise<void> {
  const { command } = (await client.query('COMMIT')) as { readonly command?: string }
  if (command === 'ROLLBACK') {
    throw Object.assign(new Error('a statement of this transaction had failed'), { code: '25P02' })
  }
}

async function isRolledBack(client: PostgresClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK')
    return true
  } catch {
    return false // The connection is gone, and with it the transaction.
  }
}

function lost(error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error)
  return busErrors.STORE_LOST('PostgreSQL', reason).because(error)
}

function isTransient(error: unknown): boolean {
  if (isOperatingError(error, 'BUS_STORE_LOST')) return true
  const { code } = error instanceof Error ? (error as { readonly code?: unknown }) : {}
  return typeof code === 'string' && transientStates.test(code)
}
