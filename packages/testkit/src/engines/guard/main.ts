/** The guard: when its input ends, whoever wrote it has ended, and this tidies up after them. */
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'

import type { Guarded, GuardOrder } from './guard.ts'

const guarded = new Map<string, Guarded>()

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
for await (const line of createInterface({ input: process.stdin })) take(line)
for (const what of guarded.values()) if ('processId' in what) end(what.processId)
for (const what of guarded.values()) if ('directory' in what) remove(what.directory)

function take(line: string): void {
  const { what, isOver } = JSON.parse(line) as GuardOrder
  const key = JSON.stringify(what)
  if (isOver) guarded.delete(key)
  else guarded.set(key, what)
}

function end(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** Retried, because a process that is ending may still add to it. */
function remove(directory: string): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}
