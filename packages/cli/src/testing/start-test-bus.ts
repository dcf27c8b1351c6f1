import { MemoryFiles, systemNetwork, systemRandom, type Env } from '@barnabus/base'
import { Admin } from '@barnabus/client'

import { hostAndPort } from '../host-and-port.ts'
import { startMemoryBroker } from './memory-broker.ts'
import { TestBus } from './test-bus.ts'
import { WorldClock } from './world-clock.ts'

/** How a world for one test differs from any other. */
export interface TestBusOptions {
  /** What time it is when it begins. Left out: now. */
  readonly startAt?: Date
  /** Settings of the broker, by Kafka's names. */
  readonly settings?: Readonly<Record<string, string>>
  /**
   * How long `idle` looks on while messages are left and nothing happens, before it says so. Left out:
   * ten seconds.
   */
  readonly patienceMs?: number
}

const patienceMsDefault = 10_000

/** Starts a broker that keeps everything in memory, and connects a bus to it. */
export async function startTestBus(options: TestBusOptions = {}): Promise<TestBus> {
  const { startAt = new Date(), settings = {}, patienceMs = patienceMsDefault } = options
  const clock = new WorldClock(startAt.getTime())
  const env: Env = {
    clock: clock.machine,
    files: new MemoryFiles(),
    network: systemNetwork,
    random: systemRandom,
  }
  const broker = await startMemoryBroker(env, settings)
  const clientSettings = { 'bootstrap.servers': broker.addresses.map(hostAndPort).join(',') }
  const admin = new Admin(clientSettings, { env })
  return await TestBus.begin({
    ...{ env, clock, admin, patienceMs, settings: clientSettings },
    stop: () => broker.close(),
  })
}
