// Measures how fast one producer commits transactions, one after another: from the first record's
// being handed over until the commit is acknowledged.
package main

import (
	"context"
	"flag"
	"log"
	"time"

	"barnabus.interop/franz-go/measuring"
	"github.com/twmb/franz-go/pkg/kgo"
)

func main() {
	log.SetFlags(0)
	bootstrap := flag.String("bootstrap", "", "host:port")
	topic := flag.String("topic", "", "a topic that is there")
	records := flag.Int("records", 1, "in each transaction")
	size := flag.Int("size", 1024, "of a record's value, in bytes")
	warmUp := flag.Duration("warm-up", time.Second, "")
	duration := flag.Duration("duration", 5*time.Second, "")
	flag.Parse()

	client := measuring.Open(
		kgo.SeedBrokers(*bootstrap),
		kgo.DefaultProduceTopic(*topic),
		kgo.TransactionalID("bench-"+*topic),
		kgo.ProducerLinger(0),
		// All records of a transaction may wait at once, so that only the broker slows it down.
		kgo.MaxBufferedRecords(*records+1),
	)
	defer client.Close()
	values := make([]byte, *size)
	before := commitUntil(client, time.Now().Add(*warmUp), *records, values)
	start := time.Now()
	took := commitUntil(client, start.Add(*duration), *records, values)
	elapsed := time.Since(start)

	measuring.Print(map[string]float64{
		"transactions":   float64(len(before) + len(took)),
		"transactions/s": float64(len(took)) / elapsed.Seconds(),
		"p50 ms":         measuring.Percentile(took, 0.5),
		"p99 ms":         measuring.Percentile(took, 0.99),
	})
}

func commitUntil(client *kgo.Client, end time.Time, records int, value []byte) []time.Duration {
	var took []time.Duration
	for start := time.Now(); start.Before(end); start = time.Now() {
		commitOne(client, records, value)
		took = append(took, time.Since(start))
	}
	return took
}

func commitOne(client *kgo.Client, records int, value []byte) {
	ctx := context.Background()
	measuring.Check(client.BeginTransaction())
	for range records {
		client.Produce(ctx, &kgo.Record{Value: value}, func(_ *kgo.Record, err error) {
			measuring.Check(err)
		})
	}
	measuring.Check(client.Flush(ctx))
	measuring.Check(client.EndTransaction(ctx, kgo.TryCommit))
}
