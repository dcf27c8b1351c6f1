package main

import (
	"context"
	"encoding/json"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"barnabus.interop/franz-go/membership"
	"github.com/twmb/franz-go/pkg/kgo"
)

// speech is what a program says of itself, a line at a time.
type speech struct {
	lock    sync.Mutex
	encoder *json.Encoder
}

func (s *speech) say(line map[string]any) {
	s.lock.Lock()
	defer s.lock.Unlock()
	check(s.encoder.Encode(line))
}

// join reads in a group until it is asked to leave (SIGTERM).
func join(bootstrap, topic, group, strategy string) {
	balancers := map[string]kgo.GroupBalancer{
		"eager":       kgo.RangeBalancer(),
		"cooperative": kgo.CooperativeStickyBalancer(),
	}
	speech := &speech{encoder: json.NewEncoder(os.Stdout)}
	member := membership.Of(topic, func(partitions []int32) {
		speech.say(map[string]any{"has": partitions})
	})
	options := append(member.Options(),
		kgo.SeedBrokers(bootstrap),
		kgo.ConsumerGroup(group),
		kgo.ConsumeTopics(topic),
		kgo.Balancers(balancers[strategy]),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.DisableAutoCommit(),
		kgo.SessionTimeout(6*time.Second),
		kgo.HeartbeatInterval(500*time.Millisecond),
		kgo.MetadataMaxAge(2*time.Second),
		kgo.MetadataMinAge(time.Second),
	)
	client := open(options...)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	for ctx.Err() == nil {
		fetches := client.PollFetches(ctx)
		fetches.EachRecord(func(r *kgo.Record) {
			speech.say(map[string]any{"partition": r.Partition, "offset": r.Offset})
		})
		if err := client.CommitUncommittedOffsets(ctx); err != nil && ctx.Err() == nil {
			speech.say(map[string]any{"failed": err.Error()})
		}
	}
	client.Close()
}
