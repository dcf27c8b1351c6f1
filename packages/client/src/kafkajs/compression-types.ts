/** How batches are compressed. */
export const CompressionTypes = { None: 0, GZIP: 1, Snappy: 2, LZ4: 3, ZSTD: 4 } as const

/** One of `CompressionTypes`. */
export type CompressionType = (typeof CompressionTypes)[keyof typeof CompressionTypes]

/** Takes the codecs that a program brings along, and needs none of them: all are built in. */
export const CompressionCodecs: Record<number, unknown> = {}

const names = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const

/** Kafka's name for it; undefined for a number that stands for none. */
export function compressionName(type: number): (typeof names)[number] | undefined {
  return names[type]
}
