import type { Files, Random } from '@barnabus/base'
import { parseUuid, uuidFromBytes, type Uuid } from '@barnabus/protocol'
import { logErrors } from '../errors.ts'
import { readWhole, writeDurably } from '../files/durable-file.ts'

const fileName = 'meta.properties'

/** Whose directory it is. */
export interface MetaProperties {
  readonly clusterId: string
  readonly nodeId: number
  readonly directoryId: Uuid
}

// Kafka's brokers write these, and we never do.
const kafkas = /^(bootstrap|replication-offset)[.-]checkpoint$/

// Where one of these is, `meta.properties` was.
const ours = /^(wal|barnabus-checkpoint|\.kafka_cleanshutdown|.+-\d+)$/

/** Reads whose directory it is, or makes it ours if it is new. Throws DIRECTORY_FOREIGN. */
export async function readOrMakeMetaProperties(options: {
  readonly files: Files
  readonly random: Random
  readonly path: string
  readonly nodeId: number
  readonly clusterId: string | undefined
}): Promise<MetaProperties & { readonly isNew: boolean }> {
  const { files, random, path, nodeId } = options
  const file = `${path}/${fileName}`
  const bytes = await readWhole(files, file)
  if (bytes !== undefined) {
    const found = parse(new TextDecoder().decode(bytes))
    if (found === undefined) {
      throw logErrors.DIRECTORY_FOREIGN(path, `"${file}" is damaged, or of another version`)
    }
    if (found.nodeId !== nodeId) {
      const reason = `it belongs to node ${found.nodeId}, and this is node ${nodeId}`
      throw logErrors.DIRECTORY_FOREIGN(path, reason)
    }
    const foreign = (await files.list(path)).find((name) => kafkas.test(name))
    if (foreign !== undefined) {
      throw logErrors.DIRECTORY_FOREIGN(path, `"${foreign}" shows that it is Apache Kafka's`)
    }
    return { ...found, isNew: false }
  }
  const orphan = (await files.list(path)).find((name) => ours.test(name))
  if (orphan !== undefined) {
    throw logErrors.DIRECTORY_FOREIGN(path, `it has "${orphan}" but no "${fileName}"`)
  }
  const made = {
    clusterId: options.clusterId ?? randomUuid(random),
    nodeId,
    directoryId: randomUuid(random),
  }
  await writeDurably(files, file, new TextEncoder().encode(format(made)))
  return { ...made, isNew: true }
}

/** Kafka's text for it. */
function format({ clusterId, nodeId, directoryId }: MetaProperties): string {
  const lines = [
    'version=1',
    `cluster.id=${clusterId}`,
    `node.id=${nodeId}`,
    `directory.id=${directoryId}`,
  ]
  return `${lines.join('\n')}\n`
}

function parse(text: string): MetaProperties | undefined {
  const values = new Map<string, string>()
  for (const line of text.split('\n')) {
    const match = /^([\w.]+)=(.*)$/.exec(line.trim())
    if (match !== null) values.set(match[1]!, match[2]!)
  }
  const clusterId = values.get('cluster.id')
  const nodeId = values.get('node.id') ?? ''
  const directoryId = values.get('directory.id') ?? ''
  if (values.get('version') !== '1' || clusterId === undefined || clusterId === '') return undefined
  if (!/^\d+$/.test(nodeId) || !/^[\w-]{22}$/.test(directoryId)) return undefined
  return { clusterId, nodeId: Number(nodeId), directoryId: parseUuid(directoryId) }
}

function randomUuid(random: Random): Uuid {
  for (;;) {
    const bytes = random.bytes(16)
    bytes[6] = (bytes[6]! & 0x0f) | 0x40 // Version 4
    bytes[8] = (bytes[8]! & 0x3f) | 0x80
    const uuid = uuidFromBytes(bytes)
    if (!uuid.startsWith('-')) return uuid // As in Kafka: it would look like an option.
  }
}
