import { once } from 'node:events'
import { connect } from 'node:net'

import { systemClock, type Random } from '@barnabus/base'
import { ApiKey, FrameSplitter, Reader } from '@barnabus/protocol'

import type { Passage } from '../../tcp-proxy.ts'

const frameLimits = { bodySizeMin: 4, bodySizeMax: 512 * 1024 * 1024 }
const keptMax = 60
const sentMax = 8
const answerMsMax = 1_000

/**
 * The versions from which on a request that comes again, late, must do no harm. What ends a
 * transaction or adds to it needs the epoch that each transaction has of its own (KIP-890).
 */
const harmlessFrom: ReadonlyMap<number, number> = new Map([
  [ApiKey.Produce, 3],
  [ApiKey.EndTxn, 5],
  [ApiKey.TxnOffsetCommit, 5],
])

/**
 * Keeps the last requests with which clients wrote, and lets them come again, as a network may: over
 * another connection, in any order, when the next transaction has long begun.
 */
export class LateRequests {
  readonly #kept: Uint8Array[] = []

  /** Sees the requests of one connection. */
  watch(): Passage {
    const requests = new FrameSplitter(frameLimits)
    return {
      toServer: (bytes) => {
        for (const frame of requests.push(bytes)) this.#keep(frame)
        return [bytes]
      },
      toClient: (bytes) => [bytes],
    }
  }

  /** Sends some of them to a broker that may be down, and wants to hear nothing of it. */
  async sendAgain(port: number, random: Random): Promise<void> {
    for (let sent = 0; sent < Math.min(sentMax, this.#kept.length); sent += 1) {
      await send(this.#kept[random.below(this.#kept.length)]!, port)
    }
  }

  #keep(frame: Uint8Array): void {
    const reader = new Reader(frame)
    const [apiKey, apiVersion] = [reader.int16(), reader.int16()]
    if (apiVersion < (harmlessFrom.get(apiKey) ?? Infinity)) return
    this.#kept.push(frame)
    if (this.#kept.length > keptMax) this.#kept.shift()
  }
}

/** Resolves when there was an answer, or none will come. */
async function send(frame: Uint8Array, port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1').on('error', () => socket.destroy())
  const patience = systemClock.after(answerMsMax, () => socket.destroy())
  const size = Buffer.alloc(4)
  size.writeInt32BE(frame.length)
  socket.write(Buffer.concat([size, frame]))
  socket.once('data', () => socket.destroy())
  await once(socket, 'close')
  patience.cancel()
}
