import { isOperatingError } from '@barnabus/base'

/** Whether it says that a broker is down, starting, or not the right one: nothing was learned. */
export function isAbsence(error: unknown): boolean {
  if (isOperatingError(error)) return true
  return error instanceof Error && 'code' in error // A connection that was refused or reset.
}
