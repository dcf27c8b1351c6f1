package main

import (
	"context"

	"barnabus.interop/franz-go/measuring"
	"barnabus.interop/franz-go/membership"
	"github.com/twmb/franz-go/pkg/kgo"
)

// member reads in the group, from when it joins until it leaves.
type member struct {
	client *kgo.Client
	*membership.Membership
}

func join(bootstrap, topic, group string) *member {
	of := membership.Of(topic, func([]int32) {})
	options := append(of.Options(),
		kgo.SeedBrokers(bootstrap),
		kgo.ConsumerGroup(group),
		kgo.ConsumeTopics(topic),
		kgo.Balancers(kgo.CooperativeStickyBalancer()),
	)
	m := &member{measuring.Open(options...), of}
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

// addTo counts the member as an owner of what it has.
func (m *member) addTo(owners map[int32]int) {
	for _, partition := range m.Partitions() {
		owners[partition]++
	}
}
