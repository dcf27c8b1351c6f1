import { ErrorCode } from '@barnabus/protocol'

/** Whether a commit of a generation or an epoch that is over was refused, as it must be. */
export function isRefusal(error: number | undefined): boolean {
  const refusals: readonly (number | undefined)[] = [
    ErrorCode.illegalGeneration,
    ErrorCode.staleMemberEpoch,
    ErrorCode.unknownMemberId,
  ]
  return refusals.includes(error)
}
