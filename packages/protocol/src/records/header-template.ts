import { Buffer } from 'node:buffer'

import { assert } from '@barnabus/base'

/** A header whose value is the same in all records, or has so many characters that are filled in. */
export type TemplateHeader = readonly [name: string, value: string | { readonly size: number }]

interface Slot {
  readonly position: number
  readonly size: number
}

/**
 * Headers of which many records have nearly the same: encoded once, and copied for each record with
 * what is of its own filled in.
 */
export class HeaderTemplate {
  readonly #bytes: Buffer
  readonly #slots: readonly Slot[]
  readonly #names: readonly string[]
  readonly #values: readonly (string | Slot)[]

  constructor(headers: readonly TemplateHeader[]) {
    const parts: Buffer[] = []
    let position = 0
    const add = (bytes: Buffer): number => {
      parts.push(sizePrefix(bytes.length), bytes)
      position += parts.at(-2)!.length + bytes.length
      return position - bytes.length
    }
    this.#names = headers.map(([name]) => name)
    this.#values = headers.map(([name, value]) => {
      add(Buffer.from(name))
      if (typeof value !== 'string') return { position: add(Buffer.alloc(value.size)), ...value }
      add(Buffer.from(value))
      return value
    })
    this.#slots = this.#values.filter((value) => typeof value !== 'string')
    this.#bytes = Buffer.concat(parts)
  }

  /** Headers with these texts, in ASCII and of the sizes that the template has, in their order. */
  fill(...texts: readonly string[]): FilledHeaders {
    const bytes = Buffer.allocUnsafe(this.#bytes.length)
    bytes.set(this.#bytes)
    assert(texts.length === this.#slots.length, 'HeaderTemplate: a text for each place')
    for (let index = 0; index < texts.length; index += 1) {
      const { position, size } = this.#slots[index]!
      assert(texts[index]!.length === size, 'HeaderTemplate: a text has the size of its place')
      bytes.write(texts[index]!, position, 'latin1')
    }
    return new FilledHeaders(bytes, this.#names, this.#values)
  }
}

/** Headers of a record in the form in which they are written. */
export class FilledHeaders implements Iterable<readonly [string, string]> {
  readonly bytes: Buffer
  readonly #names: readonly string[]
  readonly #values: readonly (string | Slot)[]

  /** Only for the template. */
  constructor(bytes: Buffer, names: readonly string[], values: readonly (string | Slot)[]) {
    this.bytes = bytes
    this.#names = names
    this.#values = values
  }

  get length(): number {
    return this.#names.length
  }

  *[Symbol.iterator](): Generator<readonly [string, string], void> {
    for (const [index, name] of this.#names.entries()) {
      const value = this.#values[index]!
      yield [name, typeof value === 'string' ? value : this.#textIn(value)]
    }
  }

  #textIn({ position, size }: Slot): string {
    return this.bytes.toString('latin1', position, position + size)
  }
}

/** A length as a zigzag varint. */
function sizePrefix(size: number): Buffer {
  const bytes: number[] = []
  let rest = size * 2
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80)
  return Buffer.from([...bytes, rest])
}
