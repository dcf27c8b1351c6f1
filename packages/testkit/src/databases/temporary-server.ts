import { rm } from 'node:fs/promises'

import type { ServerProcess } from '../engines/server-process.ts'

/** A server that somebody else made, for one run of tests; what it kept is thrown away with it. */
export class TemporaryServer implements AsyncDisposable {
  /** What clients connect to. */
  readonly url: string
  readonly #server: ServerProcess
  readonly #directory: string

  constructor(url: string, server: ServerProcess, directory: string) {
    this.url = url
    this.#server = server
    this.#directory = directory
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.kill() // Processes of its own notice at once.
    await rm(this.#directory, { recursive: true, force: true, maxRetries: 10 })
  }
}
