import { servedApis, servedVersions } from '@barnabus/broker'
import { apiInfo } from '@barnabus/protocol'

import { page, table } from './markdown.ts'

/** docs/reference/apis.md: what we serve of Kafka's protocol. */
export function apisPage(): Promise<string> {
  const rows = servedApis.map((api) => {
    const { min, max } = servedVersions(api)
    return [String(api.key), apiInfo(api.key).name, min === max ? `${min}` : `${min} to ${max}`]
  })
  return page([
    '# APIs',
    'What this broker serves of Kafka’s protocol; ApiVersions says the same to every client. A ' +
      'request for anything else closes the connection, as in Kafka. This page is printed from the ' +
      'code by `npm run reference`.',
    table(['key', 'name', 'versions'], rows),
  ])
}
