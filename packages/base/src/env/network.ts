import type { ConnectionOptions } from 'node:tls'

/** Where something listens, or whom it talks to. */
export interface Endpoint {
  readonly host: string
  readonly port: number
}

/**
 * A connected byte stream. One reader pulls; nothing is read from the network before it is asked
 * for, beyond one chunk. Whoever holds it calls `destroy` (or `end`) in the end.
 */
export interface Socket {
  readonly remote: Endpoint
  readonly local: Endpoint
  /** Bytes written and not yet taken by the operating system. */
  readonly queuedBytes: number
  /**
   * The next bytes, never empty; undefined once the peer has said its last, or the connection is
   * gone for whatever reason. One read at a time. Their memory is used again after the next read:
   * whoever wants to keep them copies them.
   */
  read(): Promise<Uint8Array | undefined>
  /**
   * Queues `parts` one after another without joining them; the caller must not change them any
   * more. What one turn of the event loop writes leaves together. Ignored once closed.
   *
   * `taken` is called once the operating system has taken them all, or never will.
   */
  write(parts: readonly Uint8Array[], taken?: () => void): void
  /** Resolves as soon as at most `queuedBytesMax` are queued, or the connection is gone. */
  drained(queuedBytesMax: number): Promise<void>
  /** Sends what is queued, says goodbye, and closes once the peer has too. */
  end(): void
  /** Closes at once; what is queued is lost. Harmless when already closed. */
  destroy(): void
  /** Resolves, never rejects, when the peer has said its last, or the connection is gone. */
  readonly ended: Promise<void>
  /** Resolves, never rejects, when the connection is gone. */
  readonly closed: Promise<void>
}

/** Accepts connections until closed. */
export interface Listener {
  readonly local: Endpoint
  /** Accepts no more; connections already accepted live on. Resolves when the port is free. */
  close(): Promise<void>
}

export interface ListenOptions extends Endpoint {
  /** How many connections may wait to be accepted; the operating system may allow fewer. */
  readonly backlog: number
  readonly onConnection: (socket: Socket) => void
  /** The operating system could not accept one (out of file descriptors); listening goes on. */
  readonly onError: (error: Error) => void
}

/** The network, as everybody else may see it. */
export interface Network {
  /** Rejects with the operating system's error (`code` EADDRINUSE, EACCES, …). Port 0: any free. */
  listen(options: ListenOptions): Promise<Listener>
  /**
   * Rejects with the operating system's error, or the signal's reason; with `tls`, also where the
   * other side does not prove who it is. Resolves when bytes can be sent.
   */
  connect(
    endpoint: Endpoint,
    options?: { readonly signal?: AbortSignal; readonly tls?: ConnectionOptions },
  ): Promise<Socket>
  /**
   * How many sockets and files the operating system lets this process have open together; Infinity
   * where it does not say.
   */
  descriptorsMax(): number
  /** The addresses of `host`, in the resolver's order; a literal is its own. */
  resolve(host: string): Promise<readonly { readonly address: string; readonly family: 4 | 6 }[]>
}
