import { appendFile, readFile, writeFile } from 'node:fs/promises'

import { testkitErrors } from '../../errors.ts'
import type { Operation } from './operation.ts'

/** The first line of a history: how it came about. */
export interface Origin {
  readonly engine: string
  readonly seed: number
}

const operationsPerWrite = 1000

/** Writes a history as JSON lines: its origin, then one operation each. */
export async function writeHistory(
  path: string,
  origin: Origin,
  operations: readonly Operation[],
): Promise<void> {
  await writeFile(path, `${JSON.stringify(origin)}\n`)
  for (let from = 0; from < operations.length; from += operationsPerWrite) {
    const some = operations.slice(from, from + operationsPerWrite)
    await appendFile(path, some.map((operation) => `${JSON.stringify(operation)}\n`).join(''))
  }
}

/** Reads one back. Throws TESTKIT_HISTORY_UNREADABLE, with the line, for what is not one. */
export async function readHistory(
  path: string,
): Promise<{ readonly origin: Origin; readonly operations: readonly Operation[] }> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
  const [first, ...operations] = lines.map((line, index) => parsed(line, path, index + 1))
  return { origin: first as Origin, operations: operations as Operation[] }
}

function parsed(line: string, path: string, number: number): unknown {
  try {
    const value: unknown = JSON.parse(line)
    const isExpected =
      typeof value === 'object' && value !== null && (number === 1 ? 'seed' : 'kind') in value
    if (isExpected) return value
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw testkitErrors.HISTORY_UNREADABLE(path, number)
}
