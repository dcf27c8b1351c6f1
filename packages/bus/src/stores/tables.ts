import type { Store, StoreTransaction } from './store.ts'

const tables = [
  `CREATE TABLE IF NOT EXISTS barnabus_positions (
    group_id TEXT NOT NULL, topic_id TEXT NOT NULL, partition_number BIGINT NOT NULL,
    topic TEXT NOT NULL, next_offset BIGINT NOT NULL, leader_epoch BIGINT,
    owner_epoch BIGINT NOT NULL, decision TEXT,
    PRIMARY KEY (group_id, topic_id, partition_number))`,
  `CREATE TABLE IF NOT EXISTS barnabus_marks (
    scope TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, marked_at BIGINT NOT NULL,
    PRIMARY KEY (scope, id))`,
  'CREATE INDEX IF NOT EXISTS barnabus_marks_by_age ON barnabus_marks (scope, marked_at)',
  'CREATE TABLE IF NOT EXISTS barnabus_store (only_row BIGINT PRIMARY KEY, id TEXT NOT NULL)',
]
const triesMax = 5

/**
 * Makes the bus's tables unless they are there; who may not make any can be given them. Gives the
 * name of this store, `newId` if it had none.
 */
export async function prepareTables(store: Store, newId: string): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    try {
      const known = await knownId(store)
      if (known !== undefined) return known
    } catch (error) {
      // A missing table is the usual reason; any other is met again at once.
      if (store.isTransient(error)) throw error
    }
    try {
      await store.transaction((transaction) => makeTables(transaction, newId))
    } catch (error) {
      // Processes that begin at the same time stand in each other's way, in PostgreSQL.
      if (tries === triesMax) throw error
    }
  }
}

async function knownId(store: Store): Promise<string | undefined> {
  return await store.transaction(async ({ execute }) => {
    const { rows } = await execute('SELECT id FROM barnabus_store')
    return rows[0]?.['id'] as string | undefined
  })
}

async function makeTables({ execute }: StoreTransaction, newId: string): Promise<void> {
  for (const statement of tables) await execute(statement)
  await execute('INSERT INTO barnabus_store VALUES (1, $1) ON CONFLICT DO NOTHING', [newId])
}
