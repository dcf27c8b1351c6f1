/** Another address for a listener; what is left out stays. */
export interface NewAddress {
  readonly host?: string | undefined
  readonly port?: string | undefined
}

const form = /^\s*(?<name>[\w-]+):\/\/(?<host>.*):(?<port>\d+)\s*$/

/**
 * Gives the listener for clients another address, in a list as Kafka writes it.
 *
 * `isController` knows the names of the listeners that are not for clients. Whatever has another
 * form stays as it is, to be refused by whoever reads it.
 */
export function withAddress(
  listeners: string,
  isController: (name: string) => boolean,
  { host, port }: NewAddress,
): string {
  return listeners
    .split(',')
    .map((listener) => {
      const parts = form.exec(listener)?.groups
      if (parts === undefined || isController(parts['name'] ?? '')) return listener
      return `${parts['name']}://${inBrackets(host) ?? parts['host']}:${port ?? parts['port']}`
    })
    .join(',')
}

/** The port of the listener for clients; undefined if there is none. */
export function clientPort(
  listeners: string,
  isController: (name: string) => boolean,
): string | undefined {
  return listeners
    .split(',')
    .map((listener) => form.exec(listener)?.groups)
    .find((parts) => parts !== undefined && !isController(parts['name'] ?? ''))?.['port']
}

function inBrackets(host: string | undefined): string | undefined {
  return host?.includes(':') === true && !host.startsWith('[') ? `[${host}]` : host
}
