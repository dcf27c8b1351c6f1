import type { Engine } from '../engines/engine.ts'
import { processUsage } from './process-usage.ts'

/** Does the work and says how many CPU seconds the broker spent meanwhile. */
export async function withBrokerCpu<T>(
  engine: Engine,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly cpuSeconds: number }> {
  const before = await processUsage(engine.processId)
  const result = await work()
  const after = await processUsage(engine.processId)
  return { result, cpuSeconds: after.cpuSeconds - before.cpuSeconds }
}

/** The same for each gigabyte (1e9 bytes) of the work. */
export async function withCpuPerGigabyte<T>(
  engine: Engine,
  bytes: number,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly cpuSecondsPerGigabyte: number }> {
  const { result, cpuSeconds } = await withBrokerCpu(engine, work)
  return { result, cpuSecondsPerGigabyte: cpuSeconds / (bytes / 1e9) }
}
