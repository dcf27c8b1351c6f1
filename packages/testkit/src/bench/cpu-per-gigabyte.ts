import type { Engine } from '../engines/engine.ts'
import { processUsage } from './process-usage.ts'

/** Does the work and says how many CPU seconds the broker spent on each gigabyte (1e9) of it. */
export async function withCpuPerGigabyte<T>(
  engine: Engine,
  bytes: number,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly cpuSecondsPerGigabyte: number }> {
  const before = await processUsage(engine.processId)
  const result = await work()
  const after = await processUsage(engine.processId)
  const cpuSeconds = after.cpuSeconds - before.cpuSeconds
  return { result, cpuSecondsPerGigabyte: cpuSeconds / (bytes / 1e9) }
}
