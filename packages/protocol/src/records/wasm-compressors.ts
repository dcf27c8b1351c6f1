import { createRequire } from 'node:module'

type Compressor = (bytes: Uint8Array) => Uint8Array

interface WasmCompressors {
  readonly lz4Compress: Compressor
  readonly snappyCompress: Compressor
}

const requireHere = createRequire(import.meta.url)
let loaded: WasmCompressors | undefined

/**
 * The library's compressors, loaded with the first use: that takes some 15 ms and 10 MB, and a
 * broker whose topics keep what producers send never compresses.
 *
 * The instance never gives memory back, so feed it in small pieces. Its decompressors lose memory
 * with every damaged input until nothing works: they are not for what comes from outside.
 */
export function wasmCompressors(): WasmCompressors {
  loaded ??= requireHere('@platformatic/wasm-utils/bundled') as WasmCompressors
  return loaded
}
