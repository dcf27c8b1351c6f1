/** A value of a statement that the bus runs. */
export type StoreValue = string | bigint | null

/** What a statement gave. */
export interface StoreResult {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** How many rows it inserted, updated or deleted. */
  readonly changes: number
}

/** A transaction of the user's database, as the bus and a handler see it. */
export interface StoreTransaction<Database = unknown> {
  /** The connection of this transaction, as the database's own package gives it. */
  readonly database: Database
  /** Runs a statement in which `$1` is the first value, and so on. */
  readonly execute: (statement: string, values?: readonly StoreValue[]) => Promise<StoreResult>
}

/** A user's database, in which results, positions and marks are kept together. */
export interface Store<Database = unknown> {
  /** The database's kind, in words. */
  readonly name: string
  /**
   * Runs `task` in a transaction of its own: lasting when this resolves, and undone when `task` or
   * the commit fails, with whose error this rejects then.
   */
  transaction<Result>(
    task: (transaction: StoreTransaction<Database>) => Promise<Result>,
  ): Promise<Result>
  /** Whether the database, and not what was asked of it, is at fault: trying again may help. */
  isTransient(error: unknown): boolean
}

/** A whole number out of a row; undefined for null. */
export function wholeNumber(value: unknown): bigint | undefined {
  return value === null || value === undefined ? undefined : BigInt(value as string | number)
}
