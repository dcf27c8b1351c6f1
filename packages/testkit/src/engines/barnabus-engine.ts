import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { assert } from '@barnabus/base'

import type { EngineOptions } from './engine.ts'
import { freePorts } from './free-ports.ts'
import { repositoryDirectory } from './repository.ts'
import { ServerEngine } from './server-engine.ts'
import type { ServerProcessOptions } from './server-process.ts'

const readyTimeoutMs = 20_000
// What `npm start` runs.
const startPath = join(repositoryDirectory, 'tools/start.mjs')

/** Our own broker, from this checkout, as `npm start` runs it. */
export class BarnabusEngine extends ServerEngine {
  readonly name = 'barnabus'
  readonly title = 'Barnabus'
  readonly bootstrap: string
  readonly dataDirectory: string
  readonly outputPath: string
  readonly exitCodeOnStop = 0
  readonly hasGroups = false
  readonly #args: readonly string[]

  private constructor(options: EngineOptions, port: number) {
    super()
    this.bootstrap = `127.0.0.1:${port}`
    this.dataDirectory = join(options.directory, 'data')
    this.outputPath = join(options.directory, 'output.log')
    const settings = Object.entries(options.settings)
    this.#args = [
      '--conditions=@barnabus/source',
      startPath,
      `--port=${port}`,
      `--data-dir=${this.dataDirectory}`,
      ...settings.map(([name, value]) => `--set=${name}=${value}`),
    ]
  }

  /** Chooses a free port and makes the directory; starts nothing yet. */
  static async create(options: EngineOptions): Promise<BarnabusEngine> {
    const [port] = await freePorts(1)
    assert(port !== undefined, 'one port was asked for')
    await mkdir(options.directory, { recursive: true })
    return new BarnabusEngine(options, port)
  }

  protected async prepareStart(): Promise<void> {
    // It makes its data directory itself; that is part of what is tried.
  }

  protected serverOptions(): ServerProcessOptions {
    return {
      command: process.execPath,
      args: this.#args,
      readyWhen: /^ready\b/,
      readyTimeoutMs,
      outputPath: this.outputPath,
    }
  }
}
