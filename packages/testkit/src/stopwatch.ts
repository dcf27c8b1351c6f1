import { systemClock } from '@barnabus/base'

/** Prints sentences, each with the seconds since this was called. */
export function stopwatch(): (sentence: string) => void {
  const startedAtMs = systemClock.monotonicMs()
  return (sentence) => {
    const seconds = (systemClock.monotonicMs() - startedAtMs) / 1000
    console.log(`${seconds.toFixed(1).padStart(6)} s  ${sentence}`)
  }
}
