import { join } from 'node:path'

/** The checkout these sources belong to. */
export const repositoryDirectory = join(import.meta.dirname, '../../../..')

/** The programs and build files for foreign clients and for Apache Kafka. */
export const interopDirectory = join(repositoryDirectory, 'interop')

/** What is fetched or built once and can be made again. Never committed. */
export const cacheDirectory = join(repositoryDirectory, '.cache')
