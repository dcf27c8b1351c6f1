import { claimKeyOf, requireClaimKey } from './claim-key.ts'
import type { ClaimStore } from './claim-store.ts'

/** Which object is meant. */
interface ObjectPlace {
  Bucket: string
  Key: string
}

/** The part of a client for S3 that the bus uses: that of `S3` in the package `@aws-sdk/client-s3`. */
export interface S3Client {
  putObject(input: ObjectPlace & { Body: Uint8Array }): Promise<unknown>
  getObject(
    input: ObjectPlace,
  ): Promise<{ readonly Body?: { transformToByteArray(): Promise<Uint8Array> } | undefined }>
  deleteObject(input: ObjectPlace): Promise<unknown>
  listObjectsV2(input: {
    Bucket: string
    Prefix: string
    ContinuationToken?: string
  }): Promise<ObjectPage>
}

interface ObjectPage {
  readonly Contents?: readonly { readonly Key?: string | undefined }[] | undefined
  readonly NextContinuationToken?: string | undefined
}

/** Where claims are kept in S3, or in whatever speaks its protocol. */
export interface S3ClaimsOptions {
  readonly client: S3Client
  /** It is there already. */
  readonly bucket: string
  /** What all keys begin with. Left out: nothing. */
  readonly prefix?: string
}

/**
 * Keeps claims in a bucket of S3, an object each. What the client rejects with, such as a store that
 * cannot be reached, is a failure that passes. Throws CLAIMS_REFUSED for keys that the bus does not make.
 */
export class S3Claims implements ClaimStore {
  readonly #client: S3Client
  readonly #bucket: string
  readonly #prefix: string

  constructor({ client, bucket, prefix = '' }: S3ClaimsOptions) {
    this.#client = client
    this.#bucket = bucket
    this.#prefix = prefix
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.#client.putObject({ ...this.#placeOf(key), Body: bytes })
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const place = this.#placeOf(key)
    try {
      const { Body: body } = await this.#client.getObject(place)
      return await body?.transformToByteArray()
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return undefined
      throw error
    }
  }

  async delete(key: string): Promise<void> {
    await this.#client.deleteObject(this.#placeOf(key))
  }

  async *list(olderThan: Date): AsyncGenerator<string, void> {
    const where = { Bucket: this.#bucket, Prefix: this.#prefix }
    let next: string | undefined
    do {
      const page: ObjectPage = await this.#client.listObjectsV2({
        ...where,
        ...(next !== undefined && { ContinuationToken: next }),
      })
      for (const { Key: name = '' } of page.Contents ?? []) {
        const key = name.slice(this.#prefix.length)
        const atMs = claimKeyOf(key)?.atMs ?? Infinity
        if (atMs < olderThan.getTime()) yield key
      }
      next = page.NextContinuationToken
    } while (next !== undefined)
  }

  #placeOf(key: string): ObjectPlace {
    const { topic, id } = requireClaimKey(key)
    return { Bucket: this.#bucket, Key: `${this.#prefix}${topic}/${id}` }
  }
}
