import { readFile } from 'node:fs/promises'

import type { Engine, EngineNode } from './engine.ts'

const linesMax = 40

/** What the broker said last, for whoever has to explain why something failed. */
export async function lastWords({ title, nodes }: Engine): Promise<string> {
  const words = await Promise.all(nodes.map((node) => wordsOf(title, node)))
  return words.join('\n')
}

async function wordsOf(title: string, node: EngineNode): Promise<string> {
  const output = await readFile(node.outputPath, 'utf8').catch(() => '') // It never started.
  const lines = output.trimEnd().split('\n').slice(-linesMax)
  return [`${title} on ${node.bootstrap} said last:`, ...lines].join('\n')
}
