import type { Endpoint } from '@barnabus/base'

import { clientErrors } from '../errors.ts'

/** Reads `host:port`, and `[v6]:port`. Throws INVALID_CONFIG. */
export function endpointsOf(servers: readonly string[]): readonly Endpoint[] {
  return servers.map((server) => {
    const parts = /^(?:\w+:\/\/)?(?:\[(?<v6>[^\]]+)\]|(?<host>[^:]+)):(?<port>\d+)$/.exec(server)
    const port = Number(parts?.groups?.['port'])
    const host = parts?.groups?.['v6'] ?? parts?.groups?.['host']
    if (host === undefined || !(port > 0 && port < 65_536)) {
      throw clientErrors.SETTINGS_CONTRADICT(`"${server}" is not host:port`)
    }
    return { host, port }
  })
}
