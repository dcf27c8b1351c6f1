package main

import (
	"context"
	"sync"

	"barnabus.interop/franz-go/measuring"
	"github.com/twmb/franz-go/pkg/kgo"
)

// member reads in the group, from when it joins until it leaves.
type member struct {
	client *kgo.Client
	lock   sync.Mutex
	has    map[int32]bool
}

func join(bootstrap, topic, group string) *member {
	m := &member{has: map[int32]bool{}}
	lost := func(_ context.Context, _ *kgo.Client, topics map[string][]int32) {
		m.change(topics[topic], false)
	}
	m.client = measuring.Open(
		kgo.SeedBrokers(bootstrap),
		kgo.ConsumerGroup(group),
		kgo.ConsumeTopics(topic),
		kgo.Balancers(kgo.CooperativeStickyBalancer()),
		kgo.OnPartitionsAssigned(func(_ context.Context, _ *kgo.Client, topics map[string][]int32) {
			m.change(topics[topic], true)
		}),
		kgo.OnPartitionsRevoked(lost),
		kgo.OnPartitionsLost(lost),
	)
	go func() {
		for !m.client.PollFetches(context.Background()).IsClientClosed() {
		}
	}()
	return m
}

// leave tells the group, and returns when it was told.
func (m *member) leave() {
	m.client.Close()
}

func (m *member) change(partitions []int32, mine bool) {
	m.lock.Lock()
	defer m.lock.Unlock()
	for _, partition := range partitions {
		if mine {
			m.has[partition] = true
		} else {
			delete(m.has, partition)
		}
	}
}

// addTo counts the member as an owner of what it has.
func (m *member) addTo(owners map[int32]int) {
	m.lock.Lock()
	defer m.lock.Unlock()
	for partition := range m.has {
		owners[partition]++
	}
}
