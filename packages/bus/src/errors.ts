import { defineErrors } from '@barnabus/base'

/** Everything that can go wrong in the bus, beside what its clients report. */
export const busErrors = defineErrors('BUS', {
  CLOSED: () => 'Cannot use the bus: it is closed',
  VALUE_REFUSED: (topic: string, reason: string) => `Cannot publish to ${topic}: ${reason}`,
  GOES_ROUND: (topic: string) =>
    `Cannot publish to ${topic}: the message that is handled is the hundredth of a chain of handlers, and seems to go round`,
  VALUE_UNREADABLE: (topic: string, reason: string) =>
    `Cannot read a message of ${topic}: ${reason}`,
  POLICY_REFUSED: (topic: string, group: string, reason: string) =>
    `Cannot handle ${topic} as ${group}: ${reason}`,
  GONE_ON: (group: string) =>
    `Cannot settle what was handled: group ${group} has gone on without this member`,
  STORE_LOST: (name: string, reason: string) => `Cannot use the ${name} database: ${reason}`,
  APPLICATION_REFUSED: (application: string) =>
    `Cannot connect as "${application}": it must make the name of a topic`,
  RECEIPTS_REFUSED: (topic: string, reason: string) =>
    `Cannot ask for receipts of a message of ${topic}: ${reason}`,
  POSITION_REFUSED: () =>
    'Cannot begin to read receipts: from is no position that a stream has told',
  RECEIPTS_GONE: (topic: string) =>
    `Cannot go on reading receipts: ${topic} does not hold any more what comes next; each can be asked for by its id`,
  OUTCOME_UNKNOWN: (id: string, from: string, waitedMs: number) =>
    `Cannot tell what became of message ${id}: nothing came from ${from} within ${waitedMs} ms, it may have been handled or may be yet`,
  REQUEST_REFUSED: (topic: string, reason: string) => `Cannot request from ${topic}: ${reason}`,
  REQUEST_REJECTED: (topic: string, group: string, reason: string) =>
    `Cannot get a reply from ${topic}: ${group} has rejected the request: ${reason}`,
  REQUEST_FAILED: (topic: string, group: string, reason: string) =>
    `Cannot get a reply from ${topic}: ${group} could not handle the request: ${reason}`,
  REQUEST_EXPIRED: (topic: string, group: string) =>
    `Cannot get a reply from ${topic}: ${group} got to the request too late, and has not handled it`,
  REPLY_LOST: (topic: string, group: string, reason: string) =>
    `Cannot get a reply from ${topic}: ${group} has handled the request, but its reply could not be written: ${reason}`,
  TIME_SPAN_REFUSED: (given: string) => `Cannot wait for "${given}": it is no time span`,
  OWNERSHIP_LOST: (topic: string, partition: number) =>
    `Cannot write what became of a message of ${topic}-${partition}: the partition is not ours any more`,
  TOPIC_REMADE: (topic: string, group: string) =>
    `Cannot go on with ${topic} as ${group}: it was deleted and made again, and the stored positions ` +
    'are of the old one; forgetPositions lets the group begin anew',
  POSITION_GONE: (topic: string, partition: number, offset: bigint, reason: string) =>
    `Cannot go on with ${topic}-${partition} at offset ${offset}: ${reason}`,
  POSITION_MISSING: (topic: string, partition: number, group: string) =>
    `Cannot begin with ${topic}-${partition} as ${group}: no position is stored, and from is "fail"`,
  STORE_FOREIGN: (topic: string, group: string) =>
    `Cannot handle ${topic} as ${group}: another database holds the positions of this group`,
  PUBLISH_REFUSED: (topic: string) =>
    `Cannot publish to ${topic} from a handler with a store: Kafka does not take part in its transaction`,
  LETTER_UNKNOWN: (topic: string, id: string) => `Cannot find dead letter ${id} in ${topic}`,
  LETTER_REFUSED: (id: string, reason: string) => `Cannot redrive dead letter ${id}: ${reason}`,
  REDRIVE_UNKNOWN: (topic: string, group: string, redrive: string) =>
    `Cannot take redrive ${redrive} back: no dead letter of ${topic} for ${group} was moved by it`,
  REDRIVE_REFUSED: (topic: string, group: string, reason: string) =>
    `Cannot redrive the dead letters of ${topic} for ${group}: ${reason}`,
  DECIDED_ELSEWHERE: (topic: string, group: string) =>
    `Cannot go on with the dead letters of ${topic} for ${group}: somebody else has begun to decide about them; what was decided stays, and the rest can be done again`,
  MESSAGE_ID_REFUSED: (topic: string, reason: string) =>
    `Cannot tell whether a message of ${topic} was handled before by its id: ${reason}`,
  MESSAGE_CONFLICT: (topic: string, id: string) =>
    `Cannot handle a message of ${topic}: another one of the id ${id} was, with another body`,
  INSTANCE_TAKEN: (transactionalId: string) =>
    `Cannot go on as ${transactionalId}: another process has the same instance name`,
  CLAIMS_REFUSED: (reason: string) => `Cannot keep values out of Kafka: ${reason}`,
  CLAIM_REFUSED: (topic: string) =>
    `Cannot read a message of ${topic}: its headers name a value that was never put aside for this topic`,
  CLAIM_UNREADABLE: (topic: string, key: string, reason: string) =>
    `Cannot read a message of ${topic}: its value was put aside as ${key}, and ${reason}`,
  TOPIC_UNFIT: (topic: string, reason: string) => `Cannot use topic ${topic}: ${reason}`,
})
