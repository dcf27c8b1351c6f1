import { deepEqual, throws } from 'node:assert/strict'
import { test } from 'node:test'

import { parseJaasConfig } from './jaas-config.ts'

test('a login module and its options are read as Java writes them', () => {
  const read = parseJaasConfig(
    `org.apache.kafka.common.security.plain.PlainLoginModule required
      username="al\\"ice; b" password='it=is' serviceName=kafka;`,
  )

  deepEqual(read, {
    loginModule: 'PlainLoginModule',
    options: new Map([
      ['username', 'al"ice; b'],
      ['password', 'it=is'],
      ['serviceName', 'kafka'],
    ]),
  })
})

test('what is not of that form is refused, and nothing secret is said', () => {
  for (const text of ['', 'PlainLoginModule', 'A required password="secret"', 'A required b="c;']) {
    throws(
      () => parseJaasConfig(text),
      ({ code, message }: NodeJS.ErrnoException) =>
        code === 'CLIENT_SETTINGS_CONTRADICT' && !message.includes('secret'),
    )
  }
})
