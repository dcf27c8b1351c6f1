// franz-go writes transactions: one step per line, answered in a line.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"log"
	"os"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

const patience = 20 * time.Second

type step struct {
	Do        string `json:"do"`
	Partition int32  `json:"partition"`
	Value     string `json:"value"`
	Count     int    `json:"count"`
}

func main() {
	log.SetFlags(0)
	bootstrap := flag.String("bootstrap", "", "host:port")
	topic := flag.String("topic", "", "")
	source := flag.String("source", "", "")
	group := flag.String("group", "", "")
	transactionalID := flag.String("transactional-id", "", "")
	timeoutMs := flag.Int("transaction-timeout-ms", 0, "")
	flag.Parse()

	session, err := kgo.NewGroupTransactSession(
		kgo.SeedBrokers(*bootstrap),
		kgo.DefaultProduceTopic(*topic),
		kgo.RecordPartitioner(kgo.ManualPartitioner()),
		kgo.TransactionalID(*transactionalID),
		kgo.TransactionTimeout(time.Duration(*timeoutMs)*time.Millisecond),
		kgo.ConsumerGroup(*group),
		kgo.ConsumeTopics(*source),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()),
		kgo.SessionTimeout(6*time.Second),
	)
	check(err)
	_, _, err = session.Client().ProducerID(context.Background()) // So that it fences from now on.
	check(err)
	tell(map[string]any{"ready": true})
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var asked step
		check(json.Unmarshal(lines.Bytes(), &asked))
		if err := take(session, asked); err != nil {
			tell(map[string]any{"failed": err.Error()})
		} else {
			tell(map[string]any{"ok": true})
		}
	}
}

func take(session *kgo.GroupTransactSession, asked step) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	switch asked.Do {
	case "begin":
		return session.Begin()
	case "send":
		return send(ctx, session, asked.Partition, []byte(asked.Value))
	case "copy":
		return copyRecords(ctx, session, asked.Count)
	case "commit":
		committed, err := session.End(ctx, kgo.TryCommit)
		if err == nil && !committed {
			err = errors.New("it was aborted")
		}
		return err
	case "abort":
		_, err := session.End(ctx, kgo.TryAbort)
		return err
	}
	return errors.New(asked.Do)
}

func send(ctx context.Context, session *kgo.GroupTransactSession, partition int32, value []byte) error {
	record := &kgo.Record{Partition: partition, Value: value}
	return session.Client().ProduceSync(ctx, record).FirstErr()
}

// The session commits what was polled, together with the transaction.
func copyRecords(ctx context.Context, session *kgo.GroupTransactSession, count int) error {
	for seen := 0; seen < count; {
		fetches := session.PollRecords(ctx, count-seen)
		if err := fetches.Err0(); err != nil {
			return err
		}
		for _, record := range fetches.Records() {
			if err := send(ctx, session, record.Partition, record.Value); err != nil {
				return err
			}
			seen++
		}
	}
	return nil
}

func tell(line any) {
	check(json.NewEncoder(os.Stdout).Encode(line))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
