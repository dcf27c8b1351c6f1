import type { StoreTransaction } from './store.ts'

/** That something has happened, and of what. */
export interface Mark {
  readonly scope: string
  readonly id: string
  /** What it was made of; the same thing has the same. */
  readonly body: string
}

/**
 * Enters a mark, unless it is there and not older than `sinceMs` (1970): then gives the body with
 * which it was entered. Waits for whoever is about to enter the same.
 */
export async function enterMark(
  { execute }: StoreTransaction,
  { scope, id, body }: Mark,
  { nowMs, sinceMs }: { readonly nowMs: number; readonly sinceMs: number },
): Promise<string | undefined> {
  const { changes } = await execute(
    `INSERT INTO barnabus_marks (scope, id, body, marked_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (scope, id) DO UPDATE SET body = excluded.body, marked_at = excluded.marked_at
      WHERE barnabus_marks.marked_at < $5`,
    [scope, id, body, BigInt(nowMs), BigInt(sinceMs)],
  )
  if (changes > 0) return undefined
  const { rows } = await execute('SELECT body FROM barnabus_marks WHERE scope = $1 AND id = $2', [
    scope,
    id,
  ])
  return rows[0]!['body'] as string
}

/** Removes marks that are older; gives how many. */
export async function purgeMarks(
  { execute }: StoreTransaction,
  scope: string,
  sinceMs: number,
): Promise<number> {
  const statement = 'DELETE FROM barnabus_marks WHERE scope = $1 AND marked_at < $2'
  return (await execute(statement, [scope, BigInt(sinceMs)])).changes
}
