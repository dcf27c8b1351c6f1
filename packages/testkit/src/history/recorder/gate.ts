import { assert, type Random } from '@barnabus/base'

import type { EngineNode } from '../../engines/engine.ts'
import { TcpProxy, type Passage } from '../../tcp-proxy.ts'
import { inARow } from './in-a-row.ts'
import { LateRequests } from './late-requests.ts'

/** The way by which all clients come to one node, and the place where they can be harmed. */
export class Gate {
  readonly #proxy: TcpProxy
  readonly #late: LateRequests
  #node: EngineNode | undefined

  private constructor(proxy: TcpProxy, late: LateRequests) {
    this.#proxy = proxy
    this.#late = late
  }

  /** Opens one on a free port, before there is a node. `watch` is asked for each connection. */
  static async open(watch: () => Passage): Promise<Gate> {
    const late = new LateRequests()
    return new Gate(await TcpProxy.open(() => inARow(watch(), late.watch())), late)
  }

  /** The port to which clients come. */
  get port(): number {
    return this.#proxy.port
  }

  get node(): EngineNode {
    assert(this.#node !== undefined, 'it leads to a node before anybody comes')
    return this.#node
  }

  /** From now on it leads to this one, which may come and go. */
  leadTo(node: EngineNode): void {
    this.#node = node
    this.#proxy.leadTo(portOf(node.bootstrap))
  }

  /** Cuts those connections for which `isChosen` holds. */
  cut(isChosen?: () => boolean): void {
    this.#proxy.cut(isChosen)
  }

  /** Lets the node have some of the last writes again that have come to it. */
  async sendAgain(random: Random): Promise<void> {
    await this.#late.sendAgain(portOf(this.node.bootstrap), random)
  }

  async close(): Promise<void> {
    await this.#proxy.close()
  }
}

/** Of `host:port`. */
function portOf(bootstrap: string): number {
  return Number(bootstrap.slice(bootstrap.lastIndexOf(':') + 1))
}
