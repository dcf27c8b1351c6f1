import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { systemClock, type Random } from '@barnabus/base'
import { ApiKey } from '@barnabus/protocol'

import { processUsage } from '../bench/process-usage.ts'
import type { Engine } from '../engines/engine.ts'
import { RawConnection } from '../raw-connection.ts'
import { hostileFrames } from './hostile-frames.ts'
import { lyingTopic } from './lying-batch.ts'

export interface HostileRunResult {
  readonly frames: number
  /** How much more memory the broker held when it had come to rest than before the first frame. */
  readonly residentGrowthBytes: number
  /** The longest that an honest client waited for an answer meanwhile. */
  readonly slowestAnswerMs: number
}

const connectionsAtOnce = 8
const patienceMs = 40
const answerMsMax = 5_000
const framesBetweenQuestions = 500
const restMs = 25_000 // Two looks of a broker that gives memory back when it is idle.

/**
 * Sends `frames` hostile frames to a running broker, and asks it something honest all the while.
 *
 * Rejects when the broker dies, or lets an honest client wait for longer than five seconds.
 */
export async function hostileRun(
  engine: Engine,
  options: { readonly frames: number; readonly random: Random },
): Promise<HostileRunResult> {
  const { random, frames } = options
  const served = await servedApis(engine.bootstrap)
  const before = await processUsage(engine.processId)
  const attack = await attackWith(engine, { frames, random, served })
  await sleep(restMs)
  const after = await processUsage(engine.processId)
  return { ...attack, residentGrowthBytes: after.residentBytes - before.residentBytes }
}

async function attackWith(
  { bootstrap }: Engine,
  options: {
    readonly frames: number
    readonly random: Random
    readonly served: readonly ApiKey[]
  },
): Promise<Pick<HostileRunResult, 'frames' | 'slowestAnswerMs'>> {
  const { frames, random, served } = options
  let sent = 0
  let slowestAnswerMs = 0
  const attackUntil = async (count: number): Promise<void> => {
    while (sent < count) {
      const client = hostileFrames(random, served)
      sent += client.length
      await throwAt(
        bootstrap,
        client.map(({ bytes }) => bytes),
      )
    }
  }
  while (sent < frames) {
    const count = Math.min(frames, sent + framesBetweenQuestions)
    await Promise.all(Array.from({ length: connectionsAtOnce }, () => attackUntil(count)))
    slowestAnswerMs = Math.max(slowestAnswerMs, await askHonestly(bootstrap))
  }
  return { frames: sent, slowestAnswerMs }
}

/** Makes the topic that lying batches are for, too. */
async function servedApis(bootstrap: string): Promise<readonly ApiKey[]> {
  const connection = await RawConnection.open(bootstrap)
  await connection.send(ApiKey.Metadata, 4, {
    topics: [{ name: lyingTopic }],
    allowAutoTopicCreation: true,
  })
  const { apiKeys } = await connection.send(ApiKey.ApiVersions, 0, {})
  connection.close()
  return apiKeys.map(({ apiKey }) => apiKey as ApiKey)
}

/** One connection, its frames, a moment of patience; answers are read and forgotten. */
async function throwAt(bootstrap: string, frames: readonly Uint8Array[]): Promise<void> {
  const [host, port] = bootstrap.split(':')
  await new Promise<void>((resolve) => {
    const socket = connect({ host: host ?? '', port: Number(port) }, () => {
      for (const frame of frames) socket.write(frame)
      // A reset, not a goodbye, so that this machine does not run out of ports in TIME_WAIT.
      systemClock.after(patienceMs, () => socket.resetAndDestroy())
    })
    socket.resume()
    socket.on('error', () => socket.destroy()) // The broker hung up on us, as it should.
    socket.on('close', () => resolve())
  })
}

async function askHonestly(bootstrap: string): Promise<number> {
  const startedMs = systemClock.monotonicMs()
  const signal = AbortSignal.timeout(answerMsMax)
  const late = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('An honest client waits in vain'))),
  )
  const asked = async (): Promise<void> => {
    const connection = await RawConnection.open(bootstrap)
    await connection.send(ApiKey.Metadata, 1, { topics: [] })
    connection.close()
  }
  await Promise.race([asked(), late])
  return systemClock.monotonicMs() - startedMs
}
