import type { Random } from '@barnabus/base'
import { ApiKey, apiByKey, crc32c, encodeBatch, Writer, type Compression } from '@barnabus/protocol'

/** The topic that lying batches are for; whoever runs them makes it. */
export const lyingTopic = 'hostile'

export const lyingProduceVersion = 9

const codecs: readonly Compression[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd']
const bombSize = 256 * 1024 * 1024
const crcAt = 17
const coveredFrom = 21
const headerSize = 61
const edges = [0x00, 0x01, 0x7f, 0x80, 0xff]

/** The body of a Produce request (v9) whose batch is not what it says. */
export function lyingProduceBody(random: Random): Uint8Array {
  const records = random.below(200) === 0 ? bomb() : lyingBatch(random)
  const writer = new Writer()
  const partitionData = [{ index: random.below(2), records }]
  const request = {
    acks: -1 + random.below(3),
    timeoutMs: 1000,
    topicData: [{ name: lyingTopic, partitionData }],
  }
  apiByKey(ApiKey.Produce).request.encode(writer, request, lyingProduceVersion)
  return Buffer.concat(writer.finish())
}

/** A good batch, of which one to three bytes say something else; the checksum may still hold. */
function lyingBatch(random: Random): Uint8Array {
  const batch = encodeBatch({
    records: Array.from({ length: 1 + random.below(20) }, () => ({
      key: random.bytes(random.below(10)),
      value: random.bytes(random.below(100)),
    })),
    compression: codecs[random.below(codecs.length)] ?? 'none',
    ...(random.below(2) === 0 ? {} : producer(random)),
  })
  const lies = 1 + random.below(3)
  for (let told = 0; told < lies; told += 1) {
    const inHeader = random.below(4) > 0
    const at = inHeader ? random.below(headerSize) : random.below(batch.length)
    batch[at] = edges[random.below(edges.length)] ?? 0
  }
  return random.below(3) > 0 ? withChecksum(batch) : batch
}

function producer(random: Random): {
  producerId: bigint
  producerEpoch: number
  baseSequence: number
} {
  const [id, baseSequence] = [random.below(5), random.below(2 ** 31)]
  return { producerId: BigInt(id), producerEpoch: random.below(3), baseSequence }
}

let packed: Uint8Array | undefined

/** A quarter of a gigabyte in a quarter of a megabyte. */
function bomb(): Uint8Array {
  const value = (): Uint8Array => new Uint8Array(bombSize)
  packed ??= encodeBatch({ records: [{ value: value() }], compression: 'gzip' })
  return Uint8Array.from(packed)
}

function withChecksum(batch: Uint8Array): Uint8Array {
  const view = new DataView(batch.buffer, batch.byteOffset)
  view.setUint32(crcAt, crc32c(batch.subarray(coveredFrom)))
  return batch
}
