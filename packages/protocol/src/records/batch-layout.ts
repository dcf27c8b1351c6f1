//  0 baseOffset i64 | 8 length i32 | 12 partitionLeaderEpoch i32 | 16 magic i8 | 17 crc u32 |
// 21 attributes i16 | 23 lastOffsetDelta i32 | 27 baseTimestamp i64 | 35 maxTimestamp i64 |
// 43 producerId i64 | 51 producerEpoch i16 | 53 baseSequence i32 | 57 recordCount i32 | 61 records

/** Bytes of a batch before its first record. */
export const batchHeaderSize = 61

/** Bytes before the ones that the length field counts: the base offset and that field itself. */
export const batchPrefixSize = 12

/** Who gave the records their timestamps: the producer, or the broker when it appended them. */
export type TimestampType = 'createTime' | 'logAppendTime'
