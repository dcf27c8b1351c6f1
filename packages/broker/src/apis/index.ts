import type { ServedApi } from '../define-api.ts'

/**
 * The table of what we serve, in the order of Kafka's keys. ApiVersions advertises exactly this.
 *
 * A new API is its schema file, its handler file here, one import and one line below.
 */
export const servedApis: readonly ServedApi[] = []
