import { ErrorCode } from '@barnabus/protocol'

const hints: ReadonlyMap<number, string> = new Map<ErrorCode, string>([
  [ErrorCode.unknownTopicOrPartition, 'create the topic, or check its name'],
  [ErrorCode.messageTooLarge, 'raise max.message.bytes of the topic, or send less at once'],
  [ErrorCode.notEnoughReplicas, 'fewer replicas are in sync than min.insync.replicas asks for'],
  [ErrorCode.topicAuthorizationFailed, 'ask for an ACL on the topic for this principal'],
  [ErrorCode.groupAuthorizationFailed, 'ask for an ACL on the group for this principal'],
  [ErrorCode.clusterAuthorizationFailed, 'ask for an ACL on the cluster for this principal'],
  [
    ErrorCode.transactionalIdAuthorizationFailed,
    'ask for an ACL on the transactional id for this principal',
  ],
  [ErrorCode.saslAuthenticationFailed, 'check security.protocol, sasl.mechanism and credentials'],
  [
    ErrorCode.invalidProducerEpoch,
    'another producer has the same transactional.id: each needs its own',
  ],
  [ErrorCode.producerFenced, 'another producer has the same transactional.id: each needs its own'],
  [
    ErrorCode.fencedInstanceId,
    'another consumer has the same group.instance.id: each needs its own',
  ],
  [
    ErrorCode.unknownMemberId,
    'the group went on without this member: commit before max.poll.interval.ms is over',
  ],
  [
    ErrorCode.illegalGeneration,
    'the group was rebalanced since the record was read: its new owner reads it again',
  ],
  [ErrorCode.rebalanceInProgress, 'the group is being rebalanced: go on reading, then commit'],
  [ErrorCode.offsetOutOfRange, 'the records are gone: seek, or set auto.offset.reset'],
  [ErrorCode.unsupportedVersion, 'the broker is older than this feature'],
  [
    ErrorCode.invalidTransactionTimeout,
    'it may be at most transaction.max.timeout.ms of the broker',
  ],
])

/** What usually helps against an error, as the end of a sentence. */
export function hintOf(errorCode: number): string | undefined {
  return hints.get(errorCode)
}
