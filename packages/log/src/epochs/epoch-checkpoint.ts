import type { EpochStart } from './leader-epochs.ts'

/** The file in a partition's directory. */
export const epochCheckpointName = 'leader-epoch-checkpoint'

const formatVersion = '0'

/** Kafka's text: a version, a count, and a line `epoch startOffset` for each. */
export function encodeEpochCheckpoint(starts: readonly EpochStart[]): Uint8Array {
  const lines = starts.map(({ epoch, startOffset }) => `${epoch} ${startOffset}\n`)
  return new TextEncoder().encode(`${formatVersion}\n${starts.length}\n${lines.join('')}`)
}

/** Undefined: damaged. There is no checksum, so what is not plausible is damaged. */
export function decodeEpochCheckpoint(bytes: Uint8Array): readonly EpochStart[] | undefined {
  const [version, count, ...lines] = new TextDecoder().decode(bytes).trimEnd().split('\n')
  if (version !== formatVersion || Number(count) !== lines.length) return undefined
  const starts: EpochStart[] = []
  for (const line of lines) {
    const match = /^(\d{1,10}) (\d{1,19})$/.exec(line)
    if (match === null) return undefined
    const start = { epoch: Number(match[1]), startOffset: BigInt(match[2]!) }
    const last = starts.at(-1)
    if (last !== undefined) {
      if (start.epoch <= last.epoch || start.startOffset <= last.startOffset) return undefined
    }
    starts.push(start)
  }
  return starts
}
