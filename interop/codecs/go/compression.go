package main

import (
	"bytes"
	"encoding/base64"
	"math/rand/v2"
	"strconv"

	"github.com/twmb/franz-go/pkg/kgo"
)

const contentSizeMax = 200_000

type codec struct {
	number kgo.CompressionCodecType
	create func() kgo.CompressionCodec
}

var codecs = map[string]codec{
	"gzip":   {kgo.CodecGzip, kgo.GzipCompression},
	"snappy": {kgo.CodecSnappy, kgo.SnappyCompression},
	"lz4":    {kgo.CodecLz4, kgo.Lz4Compression},
	"zstd":   {kgo.CodecZstd, kgo.ZstdCompression},
}

func compress(name, level, seed string) string {
	codec := codecs[name].create()
	if level != "-" {
		number, err := strconv.Atoi(level)
		if err != nil {
			return "!" + err.Error()
		}
		codec = codec.WithLevel(number)
	}
	number, err := strconv.ParseUint(seed, 10, 64)
	if err != nil {
		return "!" + err.Error()
	}
	compressor, err := kgo.DefaultCompressor(codec)
	if err != nil {
		return "!" + err.Error()
	}
	content := runs(rand.New(rand.NewPCG(number, 3)))
	compressed, _ := compressor.Compress(new(bytes.Buffer), content)
	encoding := base64.StdEncoding
	return encoding.EncodeToString(content) + " " + encoding.EncodeToString(compressed)
}

func decompress(name, text string) string {
	compressed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return "!" + err.Error()
	}
	content, err := kgo.DefaultDecompressor().Decompress(compressed, codecs[name].number)
	if err != nil {
		return "!" + err.Error()
	}
	return base64.StdEncoding.EncodeToString(content)
}

// Runs of repeated and of random bytes.
func runs(random *rand.Rand) []byte {
	content := make([]byte, random.IntN(contentSizeMax))
	for at := 0; at < len(content); {
		size := min(len(content)-at, 1+random.IntN(1<<random.IntN(17)))
		repeated := random.IntN(2) == 0 && at > 0
		from := 0
		if repeated {
			from = random.IntN(at)
		}
		for i := range size {
			if repeated {
				content[at+i] = content[from+i%(at-from)]
			} else {
				content[at+i] = byte(random.Uint32())
			}
		}
		at += size
	}
	return content
}
