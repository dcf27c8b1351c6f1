import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock } from '@barnabus/base'

import { isAbsence } from './absence.ts'
import { ResponsibleNodes } from './responsible-nodes.ts'

const patienceMs = 60_000
const askAgainMs = 100

/** Asks whoever is responsible, again until there is an answer. Rejects if that lasts too long. */
export async function untilAnswered<Answer>(
  bootstrap: string,
  ask: (nodes: ResponsibleNodes) => Promise<Answer>,
): Promise<Answer> {
  const endMs = systemClock.monotonicMs() + patienceMs
  for (;;) {
    try {
      return await askOnce(bootstrap, ask)
    } catch (error) {
      if (!isAbsence(error) || systemClock.monotonicMs() > endMs) throw error
      await sleep(askAgainMs)
    }
  }
}

async function askOnce<Answer>(
  bootstrap: string,
  ask: (nodes: ResponsibleNodes) => Promise<Answer>,
): Promise<Answer> {
  const nodes = await ResponsibleNodes.open(bootstrap)
  try {
    return await ask(nodes)
  } finally {
    nodes.close()
  }
}
