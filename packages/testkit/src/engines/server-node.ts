import { assert } from '@barnabus/base'

import type { EngineNode } from './engine.ts'
import { ServerProcess, type Ending, type ServerProcessOptions } from './server-process.ts'

/** What all nodes share: one process at a time, started, stopped and killed by its id. */
export abstract class ServerNode implements EngineNode {
  abstract readonly bootstrap: string
  abstract readonly dataDirectory: string
  abstract readonly outputPath: string
  #process: ServerProcess | undefined

  /** What has to be in place before each start. */
  protected abstract prepareStart(): Promise<void>

  /** How the server is started. */
  protected abstract serverOptions(): ServerProcessOptions

  get isRunning(): boolean {
    return this.#process !== undefined
  }

  get processId(): number | undefined {
    return this.#process?.processId
  }

  async start(): Promise<void> {
    assert(this.#process === undefined, 'a node is started once at a time')
    await this.prepareStart()
    const process = new ServerProcess(this.serverOptions())
    this.#process = process
    try {
      await process.untilReady()
    } catch (error) {
      this.#process = undefined
      throw error
    }
  }

  async stop(): Promise<Ending> {
    const running = this.#process
    assert(running !== undefined, 'only a node that runs can be stopped')
    this.#process = undefined
    return await running.stop()
  }

  async kill(): Promise<void> {
    const running = this.#process
    this.#process = undefined
    await running?.kill()
  }
}
