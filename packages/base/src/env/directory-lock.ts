import { closeSync, openSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { DatabaseSync } from 'node:sqlite'
import type { DirectoryLock } from './files.ts'

const sqliteBusy = 5

/**
 * Claims the file at `path`, made if missing, for this process; undefined if somebody has it.
 *
 * The claim is an exclusive transaction on an empty SQLite database. SQLite locks the file with the
 * means of each operating system, and those let go of it when the process dies, however it dies.
 */
export function lockFile(path: string): DirectoryLock | undefined {
  makePrivate(path)
  const { DatabaseSync } = loadSqlite()
  const database = new DatabaseSync(path)
  try {
    // No journal file: nothing is ever written, and a stray one would need cleaning up.
    database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw error // The directory cannot be written to, or the file is something else.
  }
  return releaseOnce(database)
}

/**
 * SQLite would let everybody read the file. One that exists is not touched: closing a file lets go
 * of all locks that the process has on it, also of those that it took elsewhere.
 */
function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

function releaseOnce(database: DatabaseSync): DirectoryLock {
  let held = true
  return {
    release() {
      if (held) database.close()
      held = false
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}

/** Loaded when needed, and without the warning by which Node 22 would greet our users. */
function loadSqlite(): typeof import('node:sqlite') {
  const emitWarning = process.emitWarning.bind(process)
  process.emitWarning = () => undefined
  try {
    return createRequire(import.meta.url)('node:sqlite') as typeof import('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}
