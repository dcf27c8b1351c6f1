import type { Clock } from '@barnabus/base'

/** `durable`: may be acknowledged. `failed`: cannot be made durable. `late`: not yet. */
export type Durability = 'durable' | 'failed' | 'late'

/**
 * Waits until all of a request's batches are durable, but not for ever.
 *
 * Batches of one group commit share a promise, so this rarely waits for more than one.
 */
export function awaitDurable(
  promises: ReadonlySet<Promise<void>>,
  clock: Clock,
  timeoutMs: number,
): Promise<Durability> {
  return new Promise((resolve) => {
    const timer = clock.after(timeoutMs, () => resolve('late'))
    const end = (durability: Durability): void => {
      timer.cancel()
      resolve(durability)
    }
    // The cause is fatal for the data directory, which reports it; here only the answer matters.
    all(promises).then(
      () => end('durable'),
      () => end('failed'),
    )
  })
}

function all(promises: ReadonlySet<Promise<void>>): Promise<unknown> {
  const [only] = promises
  return promises.size === 1 && only !== undefined ? only : Promise.all(promises)
}
