import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import type { EngineOptions } from './engine.ts'
import { repositoryDirectory } from './repository.ts'
import { ServerNode } from './server-node.ts'
import type { ServerProcessOptions } from './server-process.ts'

const readyTimeoutMsDefault = 20_000
// What `npm start` runs.
const startPath = join(repositoryDirectory, 'tools/start.mjs')

/** Our own broker, from this checkout, as `npm start` runs it. */
export class BarnabusNode extends ServerNode {
  readonly bootstrap: string
  readonly dataDirectory: string
  readonly outputPath: string
  readonly #directory: string
  readonly #readyTimeoutMs: number
  readonly #args: readonly string[]

  constructor(options: EngineOptions, port: number) {
    super()
    const { directory, settings, advertisedPorts = [], nodeArgs = [] } = options
    this.#readyTimeoutMs = options.readyTimeoutMs ?? readyTimeoutMsDefault
    this.bootstrap = `127.0.0.1:${port}`
    this.dataDirectory = join(directory, 'data')
    this.outputPath = join(directory, 'output.log')
    this.#directory = directory
    this.#args = [
      '--conditions=@barnabus/source',
      ...nodeArgs,
      startPath,
      `--port=${port}`,
      `--data-dir=${this.dataDirectory}`,
      ...advertisedPorts.map((own) => `--set=advertised.listeners=PLAINTEXT://127.0.0.1:${own}`),
      ...Object.entries(settings).map(([name, value]) => `--set=${name}=${value}`),
    ]
  }

  protected async prepareStart(): Promise<void> {
    // It makes its data directory itself; that is part of what is tried.
    await mkdir(this.#directory, { recursive: true })
  }

  protected serverOptions(): ServerProcessOptions {
    return {
      command: process.execPath,
      args: this.#args,
      readyWhen: /^ready\b/,
      readyTimeoutMs: this.#readyTimeoutMs,
      outputPath: this.outputPath,
    }
  }
}
