// Lets members of one group come and go without a pause, then leaves them alone, and measures how
// long it takes until they are one generation that reads everything. Ends with an error if that
// never happens.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"sync"
	"time"

	"barnabus.interop/franz-go/measuring"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

const lookEvery = 20 * time.Millisecond

func main() {
	log.SetFlags(0)
	bootstrap := flag.String("bootstrap", "", "host:port")
	topic := flag.String("topic", "", "a topic that is there")
	partitions := flag.Int("partitions", 1, "how many it has")
	name := flag.String("group", "churn", "")
	count := flag.Int("members", 200, "")
	rate := flag.Float64("rate", 20, "how many join or leave in a second")
	duration := flag.Duration("duration", time.Minute, "")
	patience := flag.Duration("patience", time.Minute, "how long they may take to settle")
	flag.Parse()

	watcher := measuring.Open(kgo.SeedBrokers(*bootstrap))
	defer watcher.Close()
	group := &group{name: *name, partitions: *partitions, watcher: watcher}
	comeIn := func() *member { return join(*bootstrap, *topic, *name) }
	for range *count {
		group.members = append(group.members, comeIn())
	}
	before := group.settle(*patience)

	var leaving sync.WaitGroup
	pause := time.Duration(float64(time.Second) / *rate)
	steps := time.NewTicker(pause)
	for start := time.Now(); time.Since(start) < *duration; {
		index := rand.IntN(*count)
		one := group.members[index]
		<-steps.C
		leaving.Go(one.leave)
		<-steps.C
		group.members[index] = comeIn()
	}
	quiet := time.Now()
	leaving.Wait()
	after := group.settle(*patience)
	measuring.Print(map[string]float64{
		"settled s":   time.Since(quiet).Seconds(),
		"generations": float64(after - before),
	})
	for _, one := range group.members {
		leaving.Go(one.leave)
	}
	leaving.Wait()
}

type group struct {
	name       string
	partitions int
	members    []*member
	watcher    *kgo.Client
}

// settle returns the generation in which all members are, and read everything, each its own part.
func (g *group) settle(patience time.Duration) int32 {
	for deadline := time.Now().Add(patience); ; time.Sleep(lookEvery) {
		generation, why := g.generation()
		if why == "" {
			return generation
		}
		if time.Now().After(deadline) {
			log.Fatalf("the group has not settled after %v: %s", patience, why)
		}
	}
}

// generation is the one that all members are in; why says what is missing to that.
func (g *group) generation() (generation int32, why string) {
	owners := map[int32]int{}
	for index, one := range g.members {
		_, of := one.client.GroupMetadata()
		if index > 0 && of != generation {
			return 0, fmt.Sprintf("members are in generations %d and %d", generation, of)
		}
		generation = of
		one.addTo(owners)
	}
	for partition := range int32(g.partitions) {
		if owners[partition] != 1 {
			return 0, fmt.Sprintf("partition %d has %d owners", partition, owners[partition])
		}
	}
	request := kmsg.NewPtrDescribeGroupsRequest()
	request.Groups = append(request.Groups, g.name)
	answer, err := request.RequestWith(context.Background(), g.watcher)
	measuring.Check(err)
	if described := answer.Groups[0]; described.State != "Stable" || len(described.Members) != len(g.members) {
		return 0, fmt.Sprintf("the broker has it %s, with %d members", described.State, len(described.Members))
	}
	return generation, ""
}
