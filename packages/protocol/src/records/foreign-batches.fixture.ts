import type { RecordBatch } from './record-batch.ts'

/** A record as a foreign batch must show it, with text for bytes; `times`: the value repeated. */
export interface ExpectedRecord {
  readonly offset: bigint
  readonly timestamp: bigint
  readonly key: string | null
  readonly value: string | null
  readonly times?: number
  readonly headers?: readonly (readonly [string, string | null])[]
}

/** A batch that another implementation wrote, in base64, and what is in it. */
export interface ForeignBatch {
  readonly name: string
  readonly header: Partial<RecordBatch>
  readonly records: readonly ExpectedRecord[]
  readonly batch: string
}

/** Nulls, empty fields, timestamps out of order, all kinds of headers, and a value of any size. */
function fiveRecords(baseOffset: bigint, times: number): readonly ExpectedRecord[] {
  const timestamp = 1_700_000_000_000n
  const headers = [
    ['same', '1'],
    ['same', '2'],
    ['null', null],
    ['empty', ''],
    ['ключ', 'значение'],
  ] as const
  return [
    { offset: baseOffset, timestamp, key: null, value: 'no key' },
    { offset: baseOffset + 1n, timestamp: timestamp + 5n, key: 'no value', value: null },
    { offset: baseOffset + 2n, timestamp: timestamp - 70_000n, key: '', value: '' },
    { offset: baseOffset + 3n, timestamp: timestamp + 1n, key: 'k', value: 'v', headers },
    {
      offset: baseOffset + 4n,
      timestamp: timestamp + 100_000n,
      key: 'long',
      value: 'The same again. ',
      times,
    },
  ]
}

/**
 * Made once with kafka-clients 4.3.1, with kafka-python 3.0.12, and with Python's bindings of the
 * reference compressors put into a batch of kafka-python.
 */
export const foreignBatches: readonly ForeignBatch[] = [
  {
    name: 'Java, none',
    header: {
      baseOffset: 1000n,
      partitionLeaderEpoch: 5,
      lastOffsetDelta: 4,
      compression: 'none',
      maxTimestamp: 1700000100000n,
      recordCount: 5,
    },
    records: fiveRecords(1000n, 1),
    batch:
      'AAAAAAAAA+gAAACxAAAABQJTl6kIAAAAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABRgAAAABDG5vIGtleQAcAAoCEG5vIHZhbHVlAQAQAN/FCAQAAAB6AAIGAmsCdgoIc2FtZQIxCHNhbWUCMghudWxsAQplbXB0eQAQ0LrQu9GO0Ycg0LfQvdCw0YfQtdC90LjQtTgAwJoMCAhsb25nIFRoZSBzYW1lIGFnYWluLiAA',
  },
  {
    name: 'Java, gzip',
    header: {
      baseOffset: 1000n,
      partitionLeaderEpoch: 5,
      lastOffsetDelta: 4,
      compression: 'gzip',
      maxTimestamp: 1700000100000n,
      recordCount: 5,
    },
    records: fiveRecords(1000n, 1),
    batch:
      'AAAAAAAAA+gAAAC9AAAABQLqIsFkAAEAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABR+LCAAAAAAAAP+TYGBgYOTJy1fITq1kkGHgYhIAsssSc0pTGRkEGO4f5WABKqhiYGJjymYq4+IoTsxNZTKEUEYceaU5OYxcqbkFJZUMAhd2Xdh9se9iu8KF7Rf2Xthwsf3CViC948JWC4YDs3g4OHLy89IVQjJSFUCaFRLTEzPz9BQYAA5cgFWAAAAA',
  },
  {
    name: 'Java, snappy',
    header: {
      baseOffset: 1000n,
      partitionLeaderEpoch: 5,
      lastOffsetDelta: 4,
      compression: 'snappy',
      maxTimestamp: 1700000100000n,
      recordCount: 5,
    },
    records: fiveRecords(1000n, 1),
    batch:
      'AAAAAAAAA+gAAADJAAAABQJjKnbFAAIAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABYJTTkFQUFkAAAAAAQAAAAEAAACEgAHwfxgAAAABDG5vIGtleQAcAAoCEG5vIHZhbHVlAQAQAN/FCAQAAAB6AAIGAmsCdgoIc2FtZQIxCHNhbWUCMghudWxsAQplbXB0eQAQ0LrQu9GO0Ycg0LfQvdCw0YfQtdC90LjQtTgAwJoMCAhsb25nIFRoZSBzYW1lIGFnYWluLiAA',
  },
  {
    name: 'Java, lz4',
    header: {
      baseOffset: 1000n,
      partitionLeaderEpoch: 5,
      lastOffsetDelta: 4,
      compression: 'lz4',
      maxTimestamp: 1700000100000n,
      recordCount: 5,
    },
    records: fiveRecords(1000n, 1),
    batch:
      'AAAAAAAAA+gAAAC/AAAABQKkmTX1AAMAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABQQiTRhgQIJ/AAAA8iYYAAAAAQxubyBrZXkAHAAKAhBubyB2YWx1ZQEAEADfxQgEAAAAegACBgJrAnYKCHNhbWUCMQcA8CkyCG51bGwBCmVtcHR5ABDQutC70Y7RhyDQt9C90LDRh9C10L3QuNC1OADAmgwICGxvbmcgVGhlIEQAkCBhZ2Fpbi4gAAAAAAA=',
  },
  {
    name: 'Java, zstd',
    header: {
      baseOffset: 1000n,
      partitionLeaderEpoch: 5,
      lastOffsetDelta: 4,
      compression: 'zstd',
      maxTimestamp: 1700000100000n,
      recordCount: 5,
    },
    records: fiveRecords(1000n, 1),
    batch:
      'AAAAAAAAA+gAAAC9AAAABQLENZDKAAQAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABSi1L/0AWAAEABgAAAABDG5vIGtleQAcAAoCEG5vIHZhbHVlAQAQAN/FCAQAAAB6AAIGAmsCdgoIc2FtZQIxCHNhbWUCMghudWxsAQplbXB0eQAQ0LrQu9GO0Ycg0LfQvdCw0YfQtdC90LjQtTgAwJoMCAhsb25nIFRoZSBzYW1lIGFnYWluLiAAAQAA',
  },
  {
    name: 'Java, gzip at level 9, several blocks',
    header: {
      baseOffset: 1000n,
      partitionLeaderEpoch: 5,
      lastOffsetDelta: 4,
      compression: 'gzip',
      maxTimestamp: 1700000100000n,
      recordCount: 5,
    },
    records: fiveRecords(1000n, 12000),
    batch:
      'AAAAAAAAA+gAAAJWAAAABQLbR3AnAAEAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABR+LCAAAAAAAAP/tzDFKw3AcBeBfgkgIHbLVwSEnEPQsXiBDqNI0FbSFOrl18wDiIVyKQRFc3P85gVcx4gG8wDe998HjnURENuvX9bLdxWmUeTX1bdNt2iyq+P4qjqbBfeTH+TLflsVts2rz87+4KPpN12Vlu7q520WV3tL7+Dju6/SaPtLLuE+HKYd0eB7m8fk0K4pu3S8ehvnlVVv/HtTNornuz2pmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZmZub/HD/KWXV6dO4CAA==',
  },
  {
    name: 'Java, lz4 at level 17, several blocks',
    header: {
      baseOffset: 1000n,
      partitionLeaderEpoch: 5,
      lastOffsetDelta: 4,
      compression: 'lz4',
      maxTimestamp: 1700000100000n,
      recordCount: 5,
    },
    records: fiveRecords(1000n, 12000),
    batch:
      'AAAAAAAAA+gAAAP4AAAABQLkpZQBAAMAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABQQiTRhgQIKLAQAA8iYYAAAAAQxubyBrZXkAHAAKAhBubyB2YWx1ZQEAEADfxQgEAAAAegACBgJrAnYKCHNhbWUCMQcA8C0yCG51bGwBCmVtcHR5ABDQutC70Y7RhyDQt9C90LDRh9C10L3QuNC1nLgXAMCaDAgIbG9uZ4C4F1RoZSBBAI8gYWdhaW4uIBAA/////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////2VQIGFnYWkbAQAA/wFuLiBUaGUgc2FtZSBhZ2FpEAD/////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////2FAgYWdhaQoBAAD/AW4uIFRoZSBzYW1lIGFnYWkQAP//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////O1Bpbi4gAAAAAAA=',
  },
  {
    name: 'Java, zstd at level 19, several blocks',
    header: {
      baseOffset: 1000n,
      partitionLeaderEpoch: 5,
      lastOffsetDelta: 4,
      compression: 'zstd',
      maxTimestamp: 1700000100000n,
      recordCount: 5,
    },
    records: fiveRecords(1000n, 12000),
    batch:
      'AAAAAAAAA+gAAADNAAAABQLxkti6AAQAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABSi1L/0AaCQEAKIHHSCQzwHPEov8QcYnihMjBOQ2eTREIMXMqi0amrpIsMqfAjfZD27wzRGmbnYYQ9SaLWlric50Q/TAF8Hf0O/LD/9uKIeSP37hWDVFeQC0trZdlJojTNnhqlAVqmfuHtgz9cKBbGl8XWkXdXDEsQxdaROAux8BAwDT+5+ZP62AVxoKFEwAAAgAAQBw7tEnEAEAAA==',
  },
  {
    name: 'Java, snappy, several blocks',
    header: {
      baseOffset: 1000n,
      partitionLeaderEpoch: 5,
      lastOffsetDelta: 1,
      compression: 'snappy',
      maxTimestamp: 7n,
      recordCount: 2,
    },
    records: [
      {
        offset: 1000n,
        timestamp: 7n,
        key: 'k',
        value: 'Not the same, though much of it is. ',
        times: 1500,
      },
      { offset: 1001n, timestamp: 7n, key: null, value: 'x', times: 40000 },
    ],
    batch:
      'AAAAAAAAA+gAABH2AAAABQL0tk+HAAIAAAABAAAAAAAAAAcAAAAAAAAAB///////////////////AAAAAoJTTkFQUFkAAAAAAQAAAAEAAAYzgIACuPLLBgAAAAJr4MsGTm90IHRoZSBzYW1lLCB0aG91Z2ggbXVjaCBvZiBpdCBpcy4g/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQAQiQAAAAGNoCAApBzLiBOb3QgdGhlIHNhbWUsIHRob3VnaCBtdWNoIG9mIGl0IGlz/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQA/iQAViQALACQ8QQAAAIBgPEEeP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAOIBAAAABUDH3gEAeP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAP4BAAUBAAA=',
  },
  {
    name: 'Java, lz4, several blocks',
    header: {
      baseOffset: 1000n,
      partitionLeaderEpoch: 5,
      lastOffsetDelta: 1,
      compression: 'lz4',
      maxTimestamp: 7n,
      recordCount: 2,
    },
    records: [
      {
        offset: 1000n,
        timestamp: 7n,
        key: 'k',
        value: 'Not the same, though much of it is. ',
        times: 1500,
      },
      { offset: 1001n, timestamp: 7n, key: null, value: 'x', times: 40000 },
    ],
    batch:
      'AAAAAAAAA+gAAAIIAAAABQJ8fr6tAAMAAAABAAAAAAAAAAcAAAAAAAAAB///////////////////AAAAAgQiTRhgQIJKAQAA/yDyywYAAAACa+DLBk5vdCB0aGUgc2FtZSwgdGhvdWdoIG11Y2ggb2YgaXQgaXMuICQA/////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////4zPAJDxBAAAAgGA8QR4AQD///////////////////////////////////////////////////////////8OUHh4eHh4egAAAB94AQD///////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////+dUHh4eHgAAAAAAA==',
  },
  {
    name: 'Java, transactional',
    header: {
      baseOffset: 1000n,
      partitionLeaderEpoch: 5,
      lastOffsetDelta: 1,
      compression: 'none',
      maxTimestamp: 2n,
      producerId: 4611686018427387904n,
      producerEpoch: 12,
      baseSequence: 2147483647,
      isTransactional: true,
      recordCount: 2,
    },
    records: [
      { offset: 1000n, timestamp: 1n, key: 'a', value: 'b' },
      { offset: 1001n, timestamp: 2n, key: 'c', value: 'd' },
    ],
    batch:
      'AAAAAAAAA+gAAABDAAAABQJLhSd8ABAAAAABAAAAAAAAAAEAAAAAAAAAAkAAAAAAAAAAAAx/////AAAAAhAAAAACYQJiABAAAgICYwJkAA==',
  },
  {
    name: 'Java, abort marker',
    header: {
      baseOffset: 55n,
      partitionLeaderEpoch: 3,
      lastOffsetDelta: 0,
      compression: 'none',
      maxTimestamp: 1234567n,
      producerId: 77n,
      producerEpoch: 4,
      isTransactional: true,
      isControl: true,
      recordCount: 1,
    },
    records: [],
    batch:
      'AAAAAAAAADcAAABCAAAAAwIc2SyoADAAAAAAAAAAAAAS1ocAAAAAABLWhwAAAAAAAABNAAT/////AAAAASAAAAAIAAAAAAwAAAAAAAkA',
  },
  {
    name: 'Java, commit marker',
    header: {
      baseOffset: 55n,
      partitionLeaderEpoch: 3,
      lastOffsetDelta: 0,
      compression: 'none',
      maxTimestamp: 1234567n,
      producerId: 77n,
      producerEpoch: 4,
      isTransactional: true,
      isControl: true,
      recordCount: 1,
    },
    records: [],
    batch:
      'AAAAAAAAADcAAABCAAAAAwLo5/rgADAAAAAAAAAAAAAS1ocAAAAAABLWhwAAAAAAAABNAAT/////AAAAASAAAAAIAAAAAQwAAAAAAAkA',
  },
  {
    name: 'Java, log append time',
    header: {
      baseOffset: 1000n,
      partitionLeaderEpoch: 5,
      lastOffsetDelta: 1,
      compression: 'none',
      timestampType: 'logAppendTime',
      maxTimestamp: 1800000000000n,
      recordCount: 2,
    },
    records: [
      { offset: 1000n, timestamp: 1800000000000n, key: 'a', value: 'b' },
      { offset: 1001n, timestamp: 1800000000000n, key: 'c', value: 'd' },
    ],
    batch:
      'AAAAAAAAA+gAAABEAAAABQKWGADdAAgAAAABAAAAAAAAAG8AAAGjGFxQAP//////////////////AAAAAhAAAAACYQJiABIA3gECAmMCZAA=',
  },
  {
    name: 'Java, compacted, with a delete horizon',
    header: {
      baseOffset: 1000n,
      partitionLeaderEpoch: 5,
      lastOffsetDelta: 4,
      compression: 'none',
      maxTimestamp: 3n,
      recordCount: 2,
      deleteHorizonMs: 2000086400000n,
    },
    records: [
      { offset: 1001n, timestamp: 2n, key: 'b', value: null },
      { offset: 1002n, timestamp: 3n, key: 'a', value: '2' },
    ],
    batch:
      'AAAAAAAAA+gAAABMAAAABQIBiDVnAEAAAAAEAAAB0a5wfAAAAAAAAAAAA///////////////////AAAAAhgA+++D57V0AgJiAQAaAPnvg+e1dAQCYQIyAA==',
  },
  {
    name: 'Python, none',
    header: {
      baseOffset: 0n,
      compression: 'none',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 20),
    batch:
      'AAAAAAAAAAAAAAHjAAAAAAILnSDAAAAAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABRgAAAABDG5vIGtleQAcAAoCEG5vIHZhbHVlAQAQAN/FCAQAAAB6AAIGAmsCdgoIc2FtZQIxCHNhbWUCMghudWxsAQplbXB0eQAQ0LrQu9GO0Ycg0LfQvdCw0YfQtdC90LjQtZoFAMCaDAgIbG9uZ4AFVGhlIHNhbWUgYWdhaW4uIFRoZSBzYW1lIGFnYWluLiBUaGUgc2FtZSBhZ2Fpbi4gVGhlIHNhbWUgYWdhaW4uIFRoZSBzYW1lIGFnYWluLiBUaGUgc2FtZSBhZ2Fpbi4gVGhlIHNhbWUgYWdhaW4uIFRoZSBzYW1lIGFnYWluLiBUaGUgc2FtZSBhZ2Fpbi4gVGhlIHNhbWUgYWdhaW4uIFRoZSBzYW1lIGFnYWluLiBUaGUgc2FtZSBhZ2Fpbi4gVGhlIHNhbWUgYWdhaW4uIFRoZSBzYW1lIGFnYWluLiBUaGUgc2FtZSBhZ2Fpbi4gVGhlIHNhbWUgYWdhaW4uIFRoZSBzYW1lIGFnYWluLiBUaGUgc2FtZSBhZ2Fpbi4gVGhlIHNhbWUgYWdhaW4uIFRoZSBzYW1lIGFnYWluLiAA',
  },
  {
    name: 'Python, gzip',
    header: {
      baseOffset: 0n,
      compression: 'gzip',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 20),
    batch:
      'AAAAAAAAAAAAAADEAAAAAAIAd3LhAAEAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABR+LCABUWgRrAv+TYGBgYOTJy1fITq1kkGHgYhIAsssSc0pTGRkEGO4f5WABKqhiYGJjymYq4+IoTsxNZTKEUEYceaU5OYxcqbkFJZUMAhd2Xdh9se9iu8KF7Rf2Xthwsf3CViC948LWWawMB2bxcHDk5OelN7CGZKQqgLQrJKYnZubpKYzySeMzAAAviglDsgEAAA==',
  },
  {
    name: 'Python, snappy',
    header: {
      baseOffset: 0n,
      compression: 'snappy',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 20),
    batch:
      'AAAAAAAAAAAAAADcAAAAAAJ2OAxZAAIAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABYJTTkFQUFkAAAAAAQAAAAEAAACXsgPwgRgAAAABDG5vIGtleQAcAAoCEG5vIHZhbHVlAQAQAN/FCAQAAAB6AAIGAmsCdgoIc2FtZQIxCHNhbWUCMghudWxsAQplbXB0eQAQ0LrQu9GO0Ycg0LfQvdCw0YfQtdC90LjQtZoFAMCaDAgIbG9uZ4AFVGhlIHNhbWUgYWdhaW4uIFT+EAD+EAD+EAD+EAC6EAAAAA==',
  },
  {
    name: 'Python, lz4',
    header: {
      baseOffset: 0n,
      compression: 'lz4',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 20),
    batch:
      'AAAAAAAAAAAAAADSAAAAAAIh3HhnAAMAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABQQiTRhoQLIBAAAAAAAA04oAAADyJhgAAAABDG5vIGtleQAcAAoCEG5vIHZhbHVlAQAQAN/FCAQAAAB6AAIGAmsCdgoIc2FtZQIxBwDwKzIIbnVsbAEKZW1wdHkAENC60LvRjtGHINC30L3QsNGH0LXQvdC40LWaBQDAmgwICGxvbmeABVRoZSBGAI8gYWdhaW4uIBAA/xpQaW4uIAAAAAAA',
  },
  {
    name: 'Python, zstd',
    header: {
      baseOffset: 0n,
      compression: 'zstd',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 20),
    batch:
      'AAAAAAAAAAAAAADBAAAAAAIzoOY6AAQAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABSi1L/1gsgA1BACEBxgAAAABDG5vIGtleQAcAAoCEG5vIHZhbHVlAQAQAN/FCAQAAAB6AAIGAmsCdgoIc2FtZQIxMghudWxsAQplbXB0eQAQ0LrQu9GO0Ycg0LfQvdCw0YfQtdC90LjQtZoFAMCaDAgIbG9uZ4AFVGhlICBhZ2Fpbi4gAAMALTPKNcELlrACBQ==',
  },
  {
    name: 'Python, idempotent',
    header: {
      baseOffset: 0n,
      compression: 'none',
      maxTimestamp: 1700000100000n,
      producerId: 9n,
      producerEpoch: 1,
      baseSequence: 4,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 1),
    batch:
      'AAAAAAAAAAAAAACxAAAAAALk6sC8AAAAAAAEAAABi8/laAAAAAGLz+buoAAAAAAAAAAJAAEAAAAEAAAABRgAAAABDG5vIGtleQAcAAoCEG5vIHZhbHVlAQAQAN/FCAQAAAB6AAIGAmsCdgoIc2FtZQIxCHNhbWUCMghudWxsAQplbXB0eQAQ0LrQu9GO0Ycg0LfQvdCw0YfQtdC90LjQtTgAwJoMCAhsb25nIFRoZSBzYW1lIGFnYWluLiAA',
  },
  {
    name: 'LZ4 with linked blocks and all checksums',
    header: {
      baseOffset: 0n,
      compression: 'lz4',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 20000),
    batch:
      'AAAAAAAAAAAAAAYHAAAAAAJm6sWyAAMAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABQQiTRhcQHTiBAAAAAAAaIwBAADyJhgAAAABDG5vIGtleQAcAAoCEG5vIHZhbHVlAQAQAN/FCAQAAAB6AAIGAmsCdgoIc2FtZQIxBwD/OTIIbnVsbAEKZW1wdHkAENC60LvRjtGHINC30L3QsNGH0LXQvdC40LWciCcAwJoMCAhsb25ngIgnVGhlIHNhbWUgYWdhaW4uIBAA/////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////2VQIGFnYWmpCpQkCgEAAA+A///////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////oUCBhZ2FpOIJiNgoBAAAPEAD/////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////6FAgYWdhaZvKZrkKAQAADxAA/////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////+hQIGFnYWmbyma57QAAAA8QAP//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////P1Bpbi4gAEiOlMAAAAAAGKYXmg==',
  },
  {
    name: 'LZ4 with 4 MiB blocks, high compression',
    header: {
      baseOffset: 0n,
      compression: 'lz4',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 20000),
    batch:
      'AAAAAAAAAAAAAAWxAAAAAAItQTfuAAMAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABQQiTRhgYFFxBQAA8iYYAAAAAQxubyBrZXkAHAAKAhBubyB2YWx1ZQEAEADfxQgEAAAAegACBgJrAnYKCHNhbWUCMQcA8C0yCG51bGwBCmVtcHR5ABDQutC70Y7RhyDQt9C90LDRh9C10L3QuNC1nIgnAMCaDAgIbG9uZ4CIJ1RoZSBBAI8gYWdhaW4uIBAA////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////v1Bpbi4gAAAAAAA=',
  },
  {
    name: 'LZ4 with 256 KiB blocks',
    header: {
      baseOffset: 0n,
      compression: 'lz4',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 20000),
    batch:
      'AAAAAAAAAAAAAAXAAAAAAAKsEW82AAMAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABQQiTRhAUHePBAAA8iYYAAAAAQxubyBrZXkAHAAKAhBubyB2YWx1ZQEAEADfxQgEAAAAegACBgJrAnYKCHNhbWUCMQcA/zkyCG51bGwBCmVtcHR5ABDQutC70Y7RhyDQt9C90LDRh9C10L3QuNC1nIgnAMCaDAgIbG9uZ4CIJ1RoZSBzYW1lIGFnYWluLiAQAP////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////9oUCBhZ2Fp7QAAAA8QAP//////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////////P1Bpbi4gAAAAAAA=',
  },
  {
    name: 'snappy without framing',
    header: {
      baseOffset: 0n,
      compression: 'snappy',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 1),
    batch:
      'AAAAAAAAAAAAAAC1AAAAAAJZEQc+AAIAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABYAB8H8YAAAAAQxubyBrZXkAHAAKAhBubyB2YWx1ZQEAEADfxQgEAAAAegACBgJrAnYKCHNhbWUCMQhzYW1lAjIIbnVsbAEKZW1wdHkAENC60LvRjtGHINC30L3QsNGH0LXQvdC40LU4AMCaDAgIbG9uZyBUaGUgc2FtZSBhZ2Fpbi4gAA==',
  },
  {
    name: 'snappy without framing, several fragments',
    header: {
      baseOffset: 0n,
      compression: 'snappy',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 5000),
    batch:
      'AAAAAAAAAAAAAA98AAAAAAJ1mRFtAAIAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABfTxBPCGGAAAAAEMbm8ga2V5ABwACgIQbm8gdmFsdWUBABAA38UIBAAAAHoAAgYCawJ2CghzYW1lAjEIc2FtZQIyCG51bGwBCmVtcHR5ABDQutC70Y7RhyDQt9C90LDRh9C10L3QuNC1nOIJAMCaDAgIbG9uZ4DiCVRoZSBzYW1lIGFnYWluLiBUaGUgAVgIIGFn/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAA/hAAxhAAPG4uIFRoZSBzYW1lIGFnYWn+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EAD+EACKEAAAAA==',
  },
  {
    name: 'snappy in two streams',
    header: {
      baseOffset: 0n,
      compression: 'snappy',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 1),
    batch:
      'AAAAAAAAAAAAAADbAAAAAAIZijhCAAIAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABYJTTkFQUFkAAAAAAQAAAAEAAAAgHnQYAAAAAQxubyBrZXkAHAAKAhBubyB2YWx1ZQEAEACCU05BUFBZAAAAAAEAAAABAAAAYmJY38UIBAAAAHoAAgYCawJ2CghzYW1lAjEJB/BEMghudWxsAQplbXB0eQAQ0LrQu9GO0Ycg0LfQvdCw0YfQtdC90LjQtTgAwJoMCAhsb25nIFRoZSBzYW1lIGFnYWluLiAA',
  },
  {
    name: 'gzip in two members',
    header: {
      baseOffset: 0n,
      compression: 'gzip',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 1),
    batch:
      'AAAAAAAAAAAAAADSAAAAAAIyN75bAAEAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABR+LCAAAAAAAAgOTYGBgYOTJy1fITq1kkGHgYhIAsssSc0pTGRkEGAAft+lyHgAAAB+LCAAAAAAAAgO7f5SDhYGBoYqBiY0pm6mMi6M4MTeVyRBCGXHklebkMHKl5haUVDIIXNh1YffFvovtChe2X9h7YcPF9gtbgfSOC1stGA7M4uHgyMnPS1cIyUhVAGlWSExPzMzTU2AAADERNQ9iAAAA',
  },
  {
    name: 'zstd in two frames',
    header: {
      baseOffset: 0n,
      compression: 'zstd',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 1),
    batch:
      'AAAAAAAAAAAAAADHAAAAAALraqdKAAQAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABSi1L/0kHvEAABgAAAABDG5vIGtleQAcAAoCEG5vIHZhbHVlAQAQAIL4fV0otS/9AAARAwDfxQgEAAAAegACBgJrAnYKCHNhbWUCMQhzYW1lAjIIbnVsbAEKZW1wdHkAENC60LvRjtGHINC30L3QsNGH0LXQvdC40LU4AMCaDAgIbG9uZyBUaGUgc2FtZSBhZ2Fpbi4gAA==',
  },
  {
    name: 'zstd at level 22, unknown size',
    header: {
      baseOffset: 0n,
      compression: 'zstd',
      maxTimestamp: 1700000100000n,
      lastOffsetDelta: 4,
      recordCount: 5,
    },
    records: fiveRecords(0n, 20000),
    batch:
      'AAAAAAAAAAAAAADVAAAAAALuik0HAAQAAAAEAAABi8/laAAAAAGLz+buoP//////////////////AAAABSi1L/0AiCQEAKIHHSCQzwHPEov8QcYnig2MEJDbdDBEsGlmCvVouLpIsMqfAjjZT24y1lKusHYYpNuaPUX3Eh/qSAeKT4rPqeGfPz7mVE81v/zCM4uS9ABE0bXvolgt5eoOmIWsYF1z9+CmqxcO6CvKGJ52YQc/PNMQnjYBuLsRAwDT+5+ZP62AVxoKFEQAAAABAP3/k08gTQAACAABAHBiHQAB',
  },
]
