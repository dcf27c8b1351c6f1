import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/** What passes on one connection: takes what came and gives what goes on, in both directions. */
export interface Passage {
  toServer(bytes: Uint8Array): Iterable<Uint8Array>
  toClient(bytes: Uint8Array): Iterable<Uint8Array>
}

/**
 * Stands between clients and a server on loopback, so that a test can cut their connections while
 * both of them live.
 */
export class TcpProxy {
  readonly port: number
  readonly #server: Server
  readonly #pairs = new Set<readonly [Socket, Socket]>()
  #targetPort = 0
  readonly #watch: (() => Passage) | undefined

  private constructor(server: Server, watch?: () => Passage) {
    this.#server = server
    this.#watch = watch
    this.port = (server.address() as AddressInfo).port
    server.on('connection', (socket) => this.#join(socket))
  }

  /** Listens on a free port; `leadTo` says where the connections go. */
  static async open(watch?: () => Passage): Promise<TcpProxy> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new TcpProxy(server, watch)
  }

  /** Each new connection looks for a server at this port of loopback, which may come and go. */
  leadTo(port: number): void {
    this.#targetPort = port
  }

  /** Cuts those connections for which `isChosen` holds; both ends see them reset or closed. */
  cut(isChosen: () => boolean = () => true): void {
    for (const pair of this.#pairs) {
      if (!isChosen()) continue
      for (const socket of pair) socket.destroy()
    }
  }

  async close(): Promise<void> {
    this.cut()
    await once(this.#server.close(), 'close')
  }

  #join(client: Socket): void {
    const server = connect(this.#targetPort, '127.0.0.1')
    const pair = [client, server] as const
    const passage = this.#watch?.()
    this.#pairs.add(pair)
    for (const socket of pair) {
      socket.setNoDelay(true)
      socket.on('error', () => socket.destroy()) // 'close' follows, and ends the other one too.
      socket.on('close', () => {
        this.#pairs.delete(pair)
        for (const end of pair) end.destroy()
      })
    }
    if (passage === undefined) {
      client.pipe(server)
      server.pipe(client)
      return
    }
    passOn(client, server, (bytes) => passage.toServer(bytes))
    passOn(server, client, (bytes) => passage.toClient(bytes))
  }
}

/** Like `pipe`: no more is read than the other side takes. */
function passOn(
  from: Socket,
  to: Socket,
  through: (bytes: Uint8Array) => Iterable<Uint8Array>,
): void {
  from.on('data', (bytes) => {
    let isRoomLeft = true
    for (const some of through(bytes)) isRoomLeft = to.write(some)
    if (!isRoomLeft) from.pause()
  })
  to.on('drain', () => from.resume())
  from.on('end', () => to.end())
}
