// Measures how long records take from the moment they were due to be sent until they are read.
//
// An open loop: when a record is due is fixed by the rate alone. If sender or broker fall behind,
// the wait counts, so that a stall shows in every record that it held up.
package main

import (
	"context"
	"encoding/binary"
	"flag"
	"log"
	"time"

	"barnabus.interop/franz-go/measuring"
	"github.com/twmb/franz-go/pkg/kgo"
)

const headerSize = 8 // When the record was due, in nanoseconds of Unix time.

func main() {
	log.SetFlags(0)
	bootstrap := flag.String("bootstrap", "", "host:port")
	topic := flag.String("topic", "", "")
	rate := flag.Int("rate", 10_000, "records a second")
	size := flag.Int("size", 1024, "bytes of a record's value")
	warmUp := flag.Int("warm-up", 0, "records that are not counted")
	count := flag.Int("count", 0, "records that are counted")
	flag.Parse()
	if *size < headerSize || *rate <= 0 {
		log.Fatal("a record holds at least its time, and some are sent each second")
	}

	producer := measuring.Open(
		kgo.SeedBrokers(*bootstrap),
		kgo.DefaultProduceTopic(*topic),
		kgo.AllowAutoTopicCreation(),
		kgo.ProducerLinger(0),
		kgo.ProducerBatchCompression(kgo.NoCompression()),
	)
	defer producer.Close()
	// Makes the topic, which the reader must find.
	first := &kgo.Record{Value: make([]byte, headerSize)}
	measuring.Check(producer.ProduceSync(context.Background(), first).FirstErr())

	total := *warmUp + *count
	done := make(chan []time.Duration)
	go func() { done <- read(*bootstrap, *topic, total) }()
	send(producer, *rate, *size, total)
	latencies := (<-done)[*warmUp:]
	measuring.Print(map[string]float64{
		"p50 ms":   measuring.Percentile(latencies, 0.5),
		"p90 ms":   measuring.Percentile(latencies, 0.9),
		"p99 ms":   measuring.Percentile(latencies, 0.99),
		"p99.9 ms": measuring.Percentile(latencies, 0.999),
	})
}

// send hands over each record as soon as it is due, never waiting for an answer.
func send(producer *kgo.Client, rate, size, total int) {
	start := time.Now()
	for sent := 0; sent < total; sent++ {
		due := start.Add(time.Duration(sent) * time.Second / time.Duration(rate))
		if early := time.Until(due); early > 0 {
			time.Sleep(early)
		}
		value := make([]byte, size)
		binary.BigEndian.PutUint64(value, uint64(due.UnixNano()))
		producer.Produce(context.Background(), &kgo.Record{Value: value}, func(_ *kgo.Record, err error) {
			measuring.Check(err)
		})
	}
	measuring.Check(producer.Flush(context.Background()))
}

// read takes all but the first record and returns how late each of them was, as they came.
func read(bootstrap, topic string, total int) []time.Duration {
	consumer := measuring.Open(
		kgo.SeedBrokers(bootstrap),
		kgo.ConsumeTopics(topic),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
	)
	defer consumer.Close()
	latencies := make([]time.Duration, 0, total)
	for len(latencies) < total {
		fetches := consumer.PollFetches(context.Background())
		measuring.Check(fetches.Err())
		now := time.Now().UnixNano()
		fetches.EachRecord(func(r *kgo.Record) {
			due := int64(binary.BigEndian.Uint64(r.Value))
			if due > 0 {
				latencies = append(latencies, time.Duration(now-due))
			}
		})
	}
	return latencies
}
