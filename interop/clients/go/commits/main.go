// Measures how fast many groups commit offsets: each over a connection of its own, as the consumers
// of as many services would.
//
// Without a rate, each group commits again as soon as its last commit is acknowledged (a closed
// loop), which shows how much the broker can do. With a rate, when a commit is due is fixed by the
// rate alone (an open loop), and waiting counts.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"sync"
	"time"

	"barnabus.interop/franz-go/measuring"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
	"github.com/twmb/franz-go/pkg/kversion"
)

type group struct {
	client *kgo.Client
	commit *kmsg.OffsetCommitRequest
	took   []time.Duration
}

func main() {
	log.SetFlags(0)
	bootstrap := flag.String("bootstrap", "", "host:port")
	topic := flag.String("topic", "", "a topic that is there")
	partitions := flag.Int("partitions", 1, "how many partitions a group commits at once")
	count := flag.Int("groups", 1_000, "")
	rate := flag.Float64("rate", 0, "commits a second of all groups together; 0: as fast as it goes")
	duration := flag.Duration("duration", 5*time.Second, "")
	flag.Parse()

	groups := make([]*group, *count)
	each(groups, func(index int) {
		groups[index] = open(*bootstrap, *topic, fmt.Sprintf("bench-%d", index), *partitions)
		groups[index].commitOnce() // Finds the coordinator, and is not counted.
	})

	start := time.Now()
	end := start.Add(*duration)
	each(groups, func(index int) {
		if *rate <= 0 {
			groups[index].commitUntil(end)
			return
		}
		afterCommits := func(commits int) time.Duration {
			return time.Duration(float64(commits) / *rate * float64(time.Second))
		}
		groups[index].commitEvery(afterCommits(*count), start.Add(afterCommits(index)), end)
	})
	elapsed := time.Since(start)

	var all []time.Duration
	for _, g := range groups {
		all = append(all, g.took...)
		g.client.Close()
	}
	measuring.Print(map[string]float64{
		"commits":   float64(len(all)),
		"commits/s": float64(len(all)) / elapsed.Seconds(),
		"p50 ms":    measuring.Percentile(all, 0.5),
		"p99 ms":    measuring.Percentile(all, 0.99),
	})
}

func open(bootstrap, topic, name string, partitions int) *group {
	committed := kmsg.NewOffsetCommitRequestTopic()
	committed.Topic = topic
	for partition := range partitions {
		one := kmsg.NewOffsetCommitRequestTopicPartition()
		one.Partition = int32(partition)
		committed.Partitions = append(committed.Partitions, one)
	}
	commit := kmsg.NewPtrOffsetCommitRequest()
	commit.Group = name
	commit.Generation = -1
	commit.Topics = append(commit.Topics, committed)
	versions := kversion.Stable()
	versions.SetMaxKeyVersion(commit.Key(), 9) // Later ones name topics by their ids only.
	client := measuring.Open(kgo.SeedBrokers(bootstrap), kgo.MaxVersions(versions))
	return &group{client: client, commit: commit}
}

// commitUntil commits as fast as it is acknowledged.
func (g *group) commitUntil(end time.Time) {
	for due := time.Now(); due.Before(end); due = time.Now() {
		g.commitOnce()
		g.took = append(g.took, time.Since(due))
	}
}

// commitEvery commits when it is due, or as soon after it as the last commit is acknowledged.
func (g *group) commitEvery(pause time.Duration, first, end time.Time) {
	for due := first; due.Before(end); due = due.Add(pause) {
		time.Sleep(time.Until(due))
		g.commitOnce()
		g.took = append(g.took, time.Since(due))
	}
}

func (g *group) commitOnce() {
	for index := range g.commit.Topics[0].Partitions {
		g.commit.Topics[0].Partitions[index].Offset++
	}
	answer, err := g.commit.RequestWith(context.Background(), g.client)
	measuring.Check(err)
	for _, topic := range answer.Topics {
		for _, partition := range topic.Partitions {
			measuring.Check(kerr.ErrorForCode(partition.ErrorCode))
		}
	}
}

func each(groups []*group, do func(index int)) {
	var all sync.WaitGroup
	for index := range groups {
		all.Go(func() { do(index) })
	}
	all.Wait()
}
