import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock } from '@barnabus/base'

import type { Engine } from '../engine.ts'

/** Where a node of an engine could leave something behind. */
export interface Trace {
  readonly processId: number | undefined
  readonly bootstrap: string
  readonly directory: string
}

const patienceMs = 10_000

/** Taken while the engine runs. */
export function tracesOf({ nodes }: Engine): readonly Trace[] {
  return nodes.map(({ processId, bootstrap, outputPath }) => ({
    processId,
    bootstrap,
    directory: dirname(outputPath),
  }))
}

/** The processes, ports and directories that are still there after a while; best, none. */
export async function whatIsLeft(traces: readonly Trace[]): Promise<readonly string[]> {
  const untilMs = systemClock.monotonicMs() + patienceMs
  for (;;) {
    const left = (await Promise.all(traces.map(whatIsLeftNow))).flat()
    if (left.length === 0 || systemClock.monotonicMs() > untilMs) return left
    await sleep(20)
  }
}

/** The same, at this moment. */
export async function whatIsLeftNow({
  processId,
  bootstrap,
  directory,
}: Trace): Promise<readonly string[]> {
  return [
    ...(isAlive(processId) ? [`process ${processId}`] : []),
    ...((await isOpen(bootstrap)) ? [`port ${bootstrap}`] : []),
    ...(existsSync(directory) ? [`directory ${directory}`] : []),
  ]
}

function isAlive(processId: number | undefined): boolean {
  try {
    return processId !== undefined && process.kill(processId, 0)
  } catch {
    return false
  }
}

async function isOpen(bootstrap: string): Promise<boolean> {
  const [host, port] = bootstrap.split(':')
  const socket = connect(Number(port), host)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
