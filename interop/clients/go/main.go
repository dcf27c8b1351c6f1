// franz-go as a client program of the matrix.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"runtime/debug"
	"time"

	"barnabus.interop/franz-go/lines"
	"github.com/twmb/franz-go/pkg/kgo"
)

var codecs = map[string]kgo.CompressionCodec{
	"none":   kgo.NoCompression(),
	"gzip":   kgo.GzipCompression(),
	"snappy": kgo.SnappyCompression(),
	"lz4":    kgo.Lz4Compression(),
	"zstd":   kgo.ZstdCompression(),
}

var isolations = map[string]kgo.IsolationLevel{
	"read_uncommitted": kgo.ReadUncommitted(),
	"read_committed":   kgo.ReadCommitted(),
}

func main() {
	log.SetFlags(0)
	if len(os.Args) < 2 {
		log.Fatal("produce, consume or version")
	}
	flags := flag.NewFlagSet(os.Args[1], flag.ExitOnError)
	bootstrap := flags.String("bootstrap", "", "host:port")
	topic := flags.String("topic", "", "")
	codec := flags.String("codec", "none", "")
	input := flags.String("input", "", "a file of JSON lines")
	count := flags.Int("count", 0, "")
	isolation := flags.String("isolation", "read_uncommitted", "or read_committed")
	group := flags.String("group", "", "")
	strategy := flags.String("strategy", "eager", "eager or cooperative")
	flags.Parse(os.Args[2:])

	switch os.Args[1] {
	case "produce":
		produce(*bootstrap, *topic, codecs[*codec], *input)
	case "consume":
		consume(*bootstrap, *topic, *count, isolations[*isolation])
	case "join":
		join(*bootstrap, *topic, *group, *strategy)
	case "version":
		version()
	}
}

func produce(bootstrap, topic string, codec kgo.CompressionCodec, input string) {
	client := open(
		kgo.SeedBrokers(bootstrap),
		kgo.DefaultProduceTopic(topic),
		kgo.AllowAutoTopicCreation(),
		kgo.ProducerBatchCompression(codec),
		kgo.RecordPartitioner(kgo.ManualPartitioner()),
		kgo.ProducerLinger(5*time.Millisecond),
	)
	defer client.Close()
	file, err := os.Open(input)
	check(err)
	for decoder := json.NewDecoder(file); decoder.More(); {
		var l lines.Line
		check(decoder.Decode(&l))
		client.Produce(context.Background(), l.Record(), func(_ *kgo.Record, err error) { check(err) })
	}
	check(client.Flush(context.Background()))
}

func consume(bootstrap, topic string, count int, isolation kgo.IsolationLevel) {
	// Topics without a group: every partition, from its start.
	client := open(
		kgo.SeedBrokers(bootstrap),
		kgo.ConsumeTopics(topic),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.FetchIsolationLevel(isolation),
	)
	defer client.Close()
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	encoder := json.NewEncoder(output)
	for seen := 0; seen < count; {
		fetches := client.PollFetches(context.Background())
		fetches.EachError(func(_ string, _ int32, err error) { check(err) })
		fetches.EachRecord(func(r *kgo.Record) {
			check(encoder.Encode(lines.Of(r)))
			seen++
		})
		check(output.Flush())
	}
}

func version() {
	build, _ := debug.ReadBuildInfo()
	for _, module := range build.Deps {
		if module.Path == "github.com/twmb/franz-go" {
			fmt.Println(module.Version)
		}
	}
}

func open(options ...kgo.Opt) *kgo.Client {
	client, err := kgo.NewClient(options...)
	check(err)
	return client
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
