import { Buffer } from 'node:buffer'

import type { Random } from '@barnabus/base'

const poolBytes = 4096
const uuidDigits = 32
const variants = '89ab'

/** Random ids that cost little each: randomness is fetched for many at once. */
export class RandomIds {
  readonly #random: Random
  #digits = ''
  #position = 0

  constructor(random: Random) {
    this.#random = random
  }

  /** A UUID of version 4. */
  uuid(): string {
    const digits = this.hex(uuidDigits)
    const variant = variants[Number.parseInt(digits[16]!, 16) & 3]!
    const [time, middle] = [digits.slice(0, 8), digits.slice(8, 12)]
    return `${time}-${middle}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`
  }

  /** So many hexadecimal digits, of which at least one is not 0. */
  hex(count: number): string {
    for (;;) {
      if (this.#position + count > this.#digits.length) this.#refill()
      const digits = this.#digits.slice(this.#position, this.#position + count)
      this.#position += count
      if (!/^0+$/.test(digits)) return digits
    }
  }

  #refill(): void {
    this.#digits = Buffer.from(this.#random.bytes(poolBytes)).toString('hex')
    this.#position = 0
  }
}
