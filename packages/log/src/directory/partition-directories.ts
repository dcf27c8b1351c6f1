import { Buffer } from 'node:buffer'
import type { Env, Logger } from '@barnabus/base'
import type { Uuid } from '@barnabus/protocol'
import { logErrors } from '../errors.ts'
import { readWhole, writeDurably } from '../files/durable-file.ts'
import { partitionName, type PartitionId } from '../partition-id.ts'
import {
  decodePartitionMetadata,
  encodePartitionMetadata,
  partitionMetadataName,
} from './partition-metadata.ts'

const asideNameSizeMax = 200 // A name in a directory has at most 255 bytes.

/** The partitions' directories as they were found, until each is claimed by its partition. */
export class PartitionDirectories {
  readonly #path: string
  readonly #env: Pick<Env, 'files' | 'random'>
  readonly #logger: Logger
  readonly #unclaimed: Set<string>

  private constructor(
    options: {
      readonly path: string
      readonly env: Pick<Env, 'files' | 'random'>
      readonly logger: Logger
    },
    found: readonly string[],
  ) {
    this.#path = options.path
    this.#env = options.env
    this.#logger = options.logger
    this.#unclaimed = new Set(found)
  }

  /** Looks through the data directory, and removes what was being removed when we stopped. */
  static async find(options: {
    readonly path: string
    readonly env: Pick<Env, 'files' | 'random'>
    readonly logger: Logger
  }): Promise<PartitionDirectories> {
    const { files } = options.env
    const names = await files.list(options.path)
    const isDirectory = (name: string): boolean => /-(\d+|stray)$/.test(name)
    for (const name of names) {
      if (name.endsWith('-delete')) await files.remove(`${options.path}/${name}`)
    }
    return new PartitionDirectories(options, names.filter(isDirectory))
  }

  pathOf(id: PartitionId): string {
    return `${this.#path}/${partitionName(id)}`
  }

  /**
   * Whether there is a directory of this very partition. A namesake's is moved aside. One that has
   * lost the file with its topic's id is told by what the checkpoint says. Throws PARTITION_OFFLINE.
   */
  async claim(id: PartitionId, inCheckpoint: boolean | 'unreadable'): Promise<boolean> {
    const name = partitionName(id)
    if (!this.#unclaimed.delete(name)) return false
    const path = this.pathOf(id)
    const topicId = await this.#topicIdOf(path)
    if (topicId === id.topicId) return true
    if (topicId !== undefined) return this.#moveAside(name, 'it is of another topic')
    const names = await this.#env.files.list(path)
    if (names.every((file) => file.endsWith('.tmp'))) return false
    if (inCheckpoint === 'unreadable') {
      throw logErrors.PARTITION_OFFLINE(name, `"${path}/${partitionMetadataName}" is damaged`)
    }
    // No checkpoint has met the partition, so everything it has is in the write-ahead log.
    if (!inCheckpoint) return this.#moveAside(name, `it has no "${partitionMetadataName}"`)
    this.#logger.warn({ path }, `"${path}/${partitionMetadataName}" is damaged: writing it anew`)
    const metadata = encodePartitionMetadata(id.topicId)
    await writeDurably(this.#env.files, `${path}/${partitionMetadataName}`, metadata)
    return true
  }

  /** Removes a partition's directory, whatever is in it. */
  async remove(id: PartitionId): Promise<void> {
    if (await this.#env.files.exists(this.pathOf(id))) await this.#remove(partitionName(id))
  }

  /** All live partitions have claimed theirs: removes what is left of deleted topics. */
  async settle(deletedTopicIds: ReadonlySet<Uuid>): Promise<void> {
    for (const name of [...this.#unclaimed]) {
      const path = `${this.#path}/${name}`
      const topicId = await this.#topicIdOf(path)
      if (topicId !== undefined && deletedTopicIds.has(topicId)) {
        this.#unclaimed.delete(name)
        await this.#remove(name)
      } else {
        this.#logger.warn({ path, topicId }, `"${path}" belongs to no topic: left as it is`)
      }
    }
  }

  /** Where to move a partition's directory before it is removed. */
  graveOf(id: PartitionId): string {
    return `${this.#path}/${this.#aside(partitionName(id), 'delete')}`
  }

  /** Nothing is lost by it: whoever it belongs to may come for it. */
  async #moveAside(name: string, why: string): Promise<false> {
    const path = `${this.#path}/${name}`
    const stray = this.#aside(name, 'stray')
    this.#logger.warn({ path, stray }, `Moving "${path}" aside: ${why}`)
    await this.#env.files.rename(path, `${this.#path}/${stray}`)
    await this.#env.files.syncDirectory(this.#path)
    this.#unclaimed.add(stray)
    return false
  }

  /** Under its new name it is found and removed by the next start, if we do not get to it. */
  async #remove(name: string): Promise<void> {
    const { files } = this.#env
    const grave = `${this.#path}/${this.#aside(name, 'delete')}`
    await files.rename(`${this.#path}/${name}`, grave)
    await files.syncDirectory(this.#path)
    await files.remove(grave)
  }

  /** A name for what is not to be found under `name` any more. */
  #aside(name: string, why: 'delete' | 'stray'): string {
    const unique = Buffer.from(this.#env.random.bytes(16)).toString('hex')
    return `${name.slice(0, asideNameSizeMax)}.${unique}-${why}`
  }

  async #topicIdOf(path: string): Promise<Uuid | undefined> {
    const bytes = await readWhole(this.#env.files, `${path}/${partitionMetadataName}`)
    return bytes === undefined ? undefined : decodePartitionMetadata(bytes)
  }
}
