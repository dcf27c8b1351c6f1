import { Buffer } from 'node:buffer'

import type { SaslMechanism } from './sasl-mechanism.ts'

/** Who somebody says they are, and what proves it. */
export interface Credentials {
  readonly username: string
  readonly password: string
}

/** PLAIN (RFC 4616): the name and the password, as they are. Only over TLS. */
export function plain({ username, password }: Credentials): SaslMechanism {
  return {
    name: 'PLAIN',
    async exchange(send) {
      await send(Buffer.from(`\0${username}\0${password}`))
    },
  }
}
