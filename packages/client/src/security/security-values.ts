import type { ValuesOf } from '@barnabus/base'

import type { securityProperties } from '../config/security-properties.ts'

/** The settings of a client that are about security. */
export type SecurityValues = ValuesOf<typeof securityProperties>
