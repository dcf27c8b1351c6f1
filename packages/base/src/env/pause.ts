import type { Clock } from './clock.ts'

/** Resolves `delayMs` from now; keeps the process alive until then if it is told so. */
export async function pause(
  clock: Clock,
  delayMs: number,
  options?: { readonly keepAlive?: boolean },
): Promise<void> {
  await new Promise<void>((resolve) => void clock.after(delayMs, resolve, options))
}
