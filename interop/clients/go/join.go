package main

import (
	"context"
	"encoding/json"
	"os"
	"os/signal"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// membership is what a member of a group says of itself.
type membership struct {
	lock    sync.Mutex
	encoder *json.Encoder
	has     map[int32]bool
}

func (m *membership) say(line map[string]any) {
	m.lock.Lock()
	defer m.lock.Unlock()
	check(m.encoder.Encode(line))
}

func (m *membership) change(partitions []int32, mine bool) {
	m.lock.Lock()
	defer m.lock.Unlock()
	for _, partition := range partitions {
		if mine {
			m.has[partition] = true
		} else {
			delete(m.has, partition)
		}
	}
	all := []int32{}
	for partition := range m.has {
		all = append(all, partition)
	}
	slices.Sort(all)
	check(m.encoder.Encode(map[string]any{"has": all}))
}

// join reads in a group until it is asked to leave (SIGTERM).
func join(bootstrap, topic, group, strategy string) {
	balancers := map[string]kgo.GroupBalancer{
		"eager":       kgo.RangeBalancer(),
		"cooperative": kgo.CooperativeStickyBalancer(),
	}
	m := &membership{encoder: json.NewEncoder(os.Stdout), has: map[int32]bool{}}
	lost := func(_ context.Context, _ *kgo.Client, topics map[string][]int32) {
		m.change(topics[topic], false)
	}
	client := open(
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
		kgo.OnPartitionsAssigned(func(_ context.Context, _ *kgo.Client, topics map[string][]int32) {
			m.change(topics[topic], true)
		}),
		kgo.OnPartitionsRevoked(lost),
		kgo.OnPartitionsLost(lost),
	)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	for ctx.Err() == nil {
		fetches := client.PollFetches(ctx)
		fetches.EachRecord(func(r *kgo.Record) {
			m.say(map[string]any{"partition": r.Partition, "offset": r.Offset})
		})
		if err := client.CommitUncommittedOffsets(ctx); err != nil && ctx.Err() == nil {
			m.say(map[string]any{"failed": err.Error()})
		}
	}
	client.Close()
}
