import { defineErrors } from '@barnabus/base'

/** Everything that can go wrong before the broker is there. */
export const cliErrors = defineErrors('CLI', {
  FILE_UNREADABLE: (path: string, reason: string) => `Cannot read "${path}": ${reason}`,
  FILE_WRONG: (path: string, reason: string) => `Cannot understand "${path}": ${reason}`,
  NOT_A_SETTING: (text: string) => `Cannot set "${text}": write it as name=value`,
  WRONG_SETTINGS: (faults: readonly string[]) => faults.join('\n'),
})
