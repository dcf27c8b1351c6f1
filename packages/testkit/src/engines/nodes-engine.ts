import { assert } from '@barnabus/base'

import type { Engine, EngineName, EngineNode } from './engine.ts'
import type { Ending } from './server-process.ts'

/** What an engine is besides its nodes. */
export interface EngineFacts {
  readonly name: EngineName
  readonly title: string
  readonly exitCodeOnStop: number
}

/** An engine made of nodes: one, or several that make a cluster. */
export class NodesEngine implements Engine {
  readonly name: EngineName
  readonly title: string
  readonly exitCodeOnStop: number
  readonly nodes: readonly EngineNode[]

  constructor(facts: EngineFacts, nodes: readonly EngineNode[]) {
    this.name = facts.name
    this.title = facts.title
    this.exitCodeOnStop = facts.exitCodeOnStop
    this.nodes = nodes
  }

  get bootstrap(): string {
    return this.nodes.map(({ bootstrap }) => bootstrap).join(',')
  }

  get dataDirectory(): string {
    return this.#first.dataDirectory
  }

  get outputPath(): string {
    return this.#first.outputPath
  }

  get isRunning(): boolean {
    return this.nodes.some(({ isRunning }) => isRunning)
  }

  get processId(): number | undefined {
    return this.#first.processId
  }

  async start(): Promise<void> {
    const resting = this.nodes.filter(({ isRunning }) => !isRunning)
    assert(resting.length > 0, 'an engine is started once at a time')
    // Together: none of them serves before it has met most of the others.
    const starts = await Promise.allSettled(resting.map((node) => node.start()))
    const failed = starts.find((start) => start.status === 'rejected')
    if (failed === undefined) return
    await this.kill()
    throw failed.reason
  }

  async stop(): Promise<Ending> {
    const running = this.nodes.filter(({ isRunning }) => isRunning)
    // Together, for the same reason: the last of them would wait for the others for long.
    const endings = await Promise.all(running.map((node) => node.stop()))
    const wrong = endings.find(({ exitCode }) => exitCode !== this.exitCodeOnStop)
    const ending = wrong ?? endings[0]
    assert(ending !== undefined, 'only an engine that runs can be stopped')
    return ending
  }

  async kill(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()))
  }

  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  get #first(): EngineNode {
    const [first] = this.nodes
    assert(first !== undefined, 'an engine has a node')
    return first
  }
}
