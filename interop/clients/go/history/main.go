// franz-go behind a pipe, one operation per line, for histories.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"log"
	"os"
	"strings"
	"sync"
	"time"

	"barnabus.interop/franz-go/lines"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	patience        = 10 * time.Second
	commandSizeMax  = 1 << 24
	recordsOfAPoll  = 20
	requestPatience = 3 * time.Second
)

type step struct {
	Send *lines.Line `json:"send"`
	Poll int64       `json:"poll"`
}

type command struct {
	Do      string           `json:"do"`
	From    map[string]int64 `json:"from"`
	Steps   []step           `json:"steps"`
	Commit  bool             `json:"commit"`
	Offsets bool             `json:"offsets"`
}

type done struct {
	Offset  *int64       `json:"offset,omitempty"`
	Records []lines.Line `json:"records,omitempty"`
}

type answer struct {
	Outcome string `json:"outcome"`
	Reason  string `json:"reason,omitempty"`
	IsOver  bool   `json:"isOver,omitempty"`
	Interim bool   `json:"isInterim,omitempty"`
	Steps   []done `json:"steps,omitempty"`

	Offsets map[string]int64 `json:"offsets,omitempty"`
}

type client struct {
	topic, group    string
	transactionalID string

	options  []kgo.Opt
	producer *kgo.Client
	consumer *kgo.Client
}

func main() {
	log.SetFlags(0)
	bootstrap := flag.String("bootstrap", "", "host:port, with commas between several")
	topic := flag.String("topic", "", "")
	transactionalID := flag.String("transactional-id", "", "")
	timeoutMs := flag.Int("transaction-timeout-ms", 0, "")
	flag.String("group-protocol", "", "not used: it is never a member")
	group := flag.String("group", "", "")
	flag.Parse()

	c := &client{topic: *topic, group: *group, transactionalID: *transactionalID, options: []kgo.Opt{
		kgo.SeedBrokers(strings.Split(*bootstrap, ",")...),
		kgo.RequestTimeoutOverhead(requestPatience),
		kgo.RetryTimeout(patience),
		kgo.RetryBackoffFn(func(int) time.Duration { return 100 * time.Millisecond }),
		kgo.MetadataMinAge(200 * time.Millisecond),
	}}
	producing := append([]kgo.Opt{
		kgo.DefaultProduceTopic(*topic),
		kgo.RecordPartitioner(kgo.ManualPartitioner()),
		kgo.RecordDeliveryTimeout(patience),
		kgo.ProduceRequestTimeout(requestPatience),
		kgo.ProducerLinger(0),
	}, c.options...)
	if *transactionalID != "" {
		timeout := time.Duration(*timeoutMs) * time.Millisecond
		producing = append(producing, kgo.TransactionalID(*transactionalID), kgo.TransactionTimeout(timeout))
	}
	c.producer = open(producing)
	c.run()
}

func (c *client) run() {
	tell(map[string]bool{"ready": true})
	commands := bufio.NewScanner(os.Stdin)
	commands.Buffer(nil, commandSizeMax)
	for commands.Scan() {
		var asked command
		if err := json.Unmarshal(commands.Bytes(), &asked); err != nil {
			log.Fatal(err)
		}
		tell(c.answer(asked))
	}
}

func tell(line any) {
	if err := json.NewEncoder(os.Stdout).Encode(line); err != nil {
		log.Fatal(err)
	}
}

func (c *client) answer(asked command) answer {
	switch asked.Do {
	case "assign":
		return c.assign(asked.From)
	case "txn":
		return c.transact(asked)
	case "send":
		return c.attempt(asked, "info")
	case "poll":
		return c.attempt(asked, "fail")
	}
	log.Fatal(asked.Do)
	return answer{}
}

// A new client for each assignment: nothing that the old one has fetched can get in between.
func (c *client) assign(from map[string]int64) answer {
	if c.consumer != nil {
		go c.consumer.Close()
	}
	offsets := map[int32]kgo.Offset{}
	for partition, offset := range from {
		offsets[number(partition)] = kgo.NewOffset().At(offset)
	}
	c.consumer = open(append([]kgo.Opt{
		kgo.ConsumePartitions(map[string]map[int32]kgo.Offset{c.topic: offsets}),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()),
		kgo.FetchMaxWait(100 * time.Millisecond),
	}, c.options...))
	return answer{Outcome: "ok"}
}

// A send or a poll by itself, with the outcome of one that fails.
func (c *client) attempt(asked command, outcomeOfFailure string) answer {
	told, err := c.walk(asked.Steps)
	if err != nil {
		return answer{Outcome: outcomeOfFailure, Reason: err.Error(), Steps: told}
	}
	offsets := positions(asked, told)
	if len(offsets) == 0 {
		return answer{Outcome: "ok", Steps: told}
	}
	tell(answer{Interim: true, Steps: told, Offsets: offsets})
	if err := c.commitOffsets(offsets); err != nil {
		return answer{Outcome: "info", Reason: err.Error(), Steps: told, Offsets: offsets}
	}
	return answer{Outcome: "ok", Steps: told, Offsets: offsets}
}

func (c *client) transact(asked command) answer {
	if err := c.producer.BeginTransaction(); err != nil {
		return answer{Outcome: "fail", Reason: err.Error(), IsOver: true}
	}
	told, err := c.walk(asked.Steps)
	if err != nil {
		// Nobody has asked for a commit, so whatever becomes of the abort, there will be none.
		return answer{Outcome: "fail", Reason: err.Error(), IsOver: c.abort() != nil, Steps: told}
	}
	var offsets map[string]int64
	if hasSent(told) { // Otherwise the library sees no transaction, and would not end it.
		offsets = positions(asked, told)
	}
	tell(answer{Interim: true, Steps: told, Offsets: offsets})
	if len(offsets) > 0 {
		if err := c.addOffsets(offsets); err != nil {
			return answer{Outcome: "fail", Reason: err.Error(), IsOver: c.abort() != nil, Steps: told, Offsets: offsets}
		}
	}
	end := answer{Steps: told, Offsets: offsets}
	if !asked.Commit {
		end.Outcome, end.Reason, end.IsOver = "fail", "aborted on purpose", c.abort() != nil
		return end
	}
	err = c.end(kgo.TryCommit)
	switch {
	case err == nil:
		end.Outcome = "ok"
	case errors.Is(err, kerr.OperationNotAttempted):
		end.Outcome, end.Reason, end.IsOver = "fail", err.Error(), c.abort() != nil
	default:
		end.Outcome, end.Reason, end.IsOver = "info", err.Error(), true
	}
	return end
}

func (c *client) abort() error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := c.producer.AbortBufferedRecords(ctx); err != nil {
		return err
	}
	return c.end(kgo.TryAbort)
}

func (c *client) end(how kgo.TransactionEndTry) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return c.producer.EndTransaction(ctx, how)
}

// Sends are under way together, and are waited for at the end.
func (c *client) walk(steps []step) ([]done, error) {
	told := make([]done, len(steps))
	var lock sync.Mutex
	var failure error
	fail := func(err error) {
		lock.Lock()
		defer lock.Unlock()
		failure = err
	}
	for i, one := range steps {
		if one.Send == nil {
			records, err := c.poll(time.Duration(one.Poll) * time.Millisecond)
			told[i].Records = records
			if err != nil {
				fail(err)
			}
			continue
		}
		c.producer.Produce(context.Background(), one.Send.Record(), func(r *kgo.Record, err error) {
			if err != nil {
				fail(err)
				return
			}
			told[i].Offset = &r.Offset
		})
	}
	if err := c.producer.Flush(context.Background()); err != nil {
		fail(err)
	}
	lock.Lock()
	defer lock.Unlock()
	return told, failure
}

func (c *client) poll(timeout time.Duration) ([]lines.Line, error) {
	if c.consumer == nil {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	var records []lines.Line
	var failure error
	fetches := c.consumer.PollRecords(ctx, recordsOfAPoll)
	fetches.EachRecord(func(r *kgo.Record) { records = append(records, lines.Of(r)) })
	fetches.EachError(func(_ string, _ int32, err error) {
		if !errors.Is(err, context.DeadlineExceeded) {
			failure = err
		}
	})
	return records, failure
}

func open(options []kgo.Opt) *kgo.Client {
	client, err := kgo.NewClient(options...)
	if err != nil {
		log.Fatal(err)
	}
	return client
}
