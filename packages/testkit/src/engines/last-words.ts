import { readFile } from 'node:fs/promises'

import type { Engine } from './engine.ts'

const linesMax = 40

/** What the broker said last, for whoever has to explain why something failed. */
export async function lastWords({ title, outputPath, isRunning }: Engine): Promise<string> {
  const output = await readFile(outputPath, 'utf8')
  const state = isRunning ? 'was not stopped' : 'does not run'
  return [`${title} ${state}; it said last:`, ...output.split('\n').slice(-linesMax)].join('\n')
}
