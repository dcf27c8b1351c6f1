import { defineErrors } from '../errors.ts'

/** What can be wrong with settings. */
export const configErrors = defineErrors('CONFIG', {
  UNKNOWN: (name: string, nearest: string | undefined) =>
    `Cannot set "${name}": no such property` +
    (nearest === undefined ? '' : `. Did you mean "${nearest}"?`),
  WRONG_VALUE: (name: string, value: string, reason: string) =>
    `Cannot set "${name}" to "${value}": ${reason}`,
})
