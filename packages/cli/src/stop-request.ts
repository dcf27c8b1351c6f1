const secondSignalExitCode = 130

// Ctrl-C below npm arrives twice, from the terminal and from npm: that is one wish, not two.
const echoMs = 500

/** Resolves at the first SIGTERM or SIGINT. At the second the process ends at once. */
export function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    let stoppingSinceMs: number | undefined
    const onSignal = (): void => {
      const nowMs = performance.now()
      if (stoppingSinceMs === undefined) {
        stoppingSinceMs = nowMs
        resolve()
      } else if (nowMs - stoppingSinceMs > echoMs) {
        process.exit(secondSignalExitCode)
      }
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  })
}
