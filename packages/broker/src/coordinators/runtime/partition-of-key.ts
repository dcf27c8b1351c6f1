/**
 * The partition of an internal topic that coordinates `key`, as every Kafka broker works it out:
 * Java's hash of the string, without its sign.
 */
export function partitionOfKey(key: string, partitionCount: number): number {
  let hash = 0
  for (let index = 0; index < key.length; index += 1) {
    hash = (Math.imul(hash, 31) + key.charCodeAt(index)) | 0
  }
  return (hash === intMin ? 0 : Math.abs(hash)) % partitionCount
}

const intMin = -2_147_483_648 // Its absolute value is no int: Kafka takes 0.
