const secondSignalExitCode = 130

/** Resolves at the first SIGTERM or SIGINT. At the second the process ends at once. */
export function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false
    const onSignal = (): void => {
      if (isStopping) process.exit(secondSignalExitCode)
      isStopping = true
      resolve()
    }
    process.on('SIGTERM', onSignal)
    process.on('SIGINT', onSignal)
  })
}
