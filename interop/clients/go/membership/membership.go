// Package membership knows which partitions a member of a group has.
package membership

import (
	"context"
	"slices"
	"sync"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Membership is what a member has of one topic.
type Membership struct {
	topic   string
	changed func(partitions []int32)
	lock    sync.Mutex
	has     map[int32]bool
}

// Of is about a topic. Each time that something has changed, changed is called with all that the
// member has then, in order.
func Of(topic string, changed func(partitions []int32)) *Membership {
	return &Membership{topic: topic, changed: changed, has: map[int32]bool{}}
}

// Options let a client tell what it is given and what is taken from it.
func (m *Membership) Options() []kgo.Opt {
	lost := func(_ context.Context, _ *kgo.Client, topics map[string][]int32) {
		m.change(topics[m.topic], false)
	}
	return []kgo.Opt{
		kgo.OnPartitionsAssigned(func(_ context.Context, _ *kgo.Client, topics map[string][]int32) {
			m.change(topics[m.topic], true)
		}),
		kgo.OnPartitionsRevoked(lost),
		kgo.OnPartitionsLost(lost),
	}
}

// Partitions are all that the member has, in order.
func (m *Membership) Partitions() []int32 {
	m.lock.Lock()
	defer m.lock.Unlock()
	return m.partitions()
}

func (m *Membership) change(partitions []int32, mine bool) {
	m.lock.Lock()
	defer m.lock.Unlock()
	for _, partition := range partitions {
		if mine {
			m.has[partition] = true
		} else {
			delete(m.has, partition)
		}
	}
	m.changed(m.partitions())
}

func (m *Membership) partitions() []int32 {
	all := []int32{}
	for partition := range m.has {
		all = append(all, partition)
	}
	slices.Sort(all)
	return all
}
