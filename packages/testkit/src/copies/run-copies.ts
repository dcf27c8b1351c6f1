/** Topics are copied in transactions while copiers and broker are killed: each record comes once. */
import { isOperatingError } from '@barnabus/base'

import { prepareToolchains } from '../clients/toolchains.ts'
import { copiers, type CopiesOptions } from './copiers.ts'
import { copyOnce } from './copy-once.ts'

const mistake = 'offsets-outside'
const recordsOfAMistake = 2_000
const mistakeAttempts = 4

/** Copies once. Returns what was wrong, one sentence each. */
export async function runCopies(options: CopiesOptions): Promise<readonly string[]> {
  const { copier, engine, seed } = options
  const command = (await prepareToolchains([copiers[copier]]))(copiers[copier])
  try {
    const { facts, wrong } = await copyOnce({ ...options, command })
    console.log(`copied by ${copier} at ${engine} with seed ${seed}: ${facts}`)
    return wrong.map((what) => `copied by ${copier} with seed ${seed}, ${what}`)
  } catch (error) {
    if (!isOperatingError(error)) throw error
    return [`copied by ${copier} with seed ${seed}: ${error.message}`]
  }
}

/**
 * Has a copier commit its offsets outside of its transactions. That must be noticed, or a right copy
 * proves nothing. Where a kill falls is chance, so it has a few attempts.
 */
export async function runCopyMistake(options: CopiesOptions): Promise<readonly string[]> {
  const { copier } = options
  const command = (await prepareToolchains([copiers[copier]]))(copiers[copier])
  for (let attempt = 0; attempt < mistakeAttempts; attempt += 1) {
    const less = { records: recordsOfAMistake, transactionSize: 100, seed: options.seed + attempt }
    const { wrong } = await copyOnce({ ...options, ...less, command, mistake })
    if (wrong.length === 0) continue
    console.log(`the mistake "${mistake}" of a copier was noticed: ${wrong[0]}`)
    return []
  }
  return [`the mistake "${mistake}" of a copier was not noticed`]
}
