import { createRequire } from 'node:module'
import { join } from 'node:path'
import { env } from 'node:process'

import { systemRandom } from '@barnabus/base'

import { interopDirectory } from '../engines/repository.ts'

/** Names a server that speaks the protocol of S3; unset: there is none. */
const s3Variable = 'BARNABUS_TEST_S3'

/** What `S3` of the package `@aws-sdk/client-s3` is here: it is not there without such a server. */
interface S3 {
  createBucket(input: { readonly Bucket: string }): Promise<unknown>
  destroy(): void
}

/** A bucket of a test's own, where `BARNABUS_TEST_S3` names a server. */
export class TestBucket implements Disposable {
  readonly name: string
  /** For whoever knows what it is. */
  readonly client: unknown
  readonly #s3: S3

  private constructor(name: string, s3: S3) {
    this.name = name
    this.client = s3
    this.#s3 = s3
  }

  /** Whether there can be one. */
  static get isThere(): boolean {
    return (env[s3Variable] ?? '') !== ''
  }

  static async open(): Promise<TestBucket> {
    const s3 = clientOf(env[s3Variable] ?? '')
    const name = `b-${Buffer.from(systemRandom.bytes(6)).toString('hex')}`
    await s3.createBucket({ Bucket: name })
    return new TestBucket(name, s3)
  }

  /** Such a client as reaches nobody. */
  static lost(): unknown {
    return clientOf('http://127.0.0.1:1')
  }

  [Symbol.dispose](): void {
    this.#s3.destroy()
  }
}

function clientOf(endpoint: string): S3 {
  const require = createRequire(join(interopDirectory, 's3', 'package.json'))
  const { S3: Client } = require('@aws-sdk/client-s3') as { S3: new (how: unknown) => S3 }
  return new Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
}
