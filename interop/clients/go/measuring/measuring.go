// Package measuring is what the programs that measure a broker have in common.
package measuring

import (
	"encoding/json"
	"log"
	"os"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Open makes a client, or ends the program.
func Open(options ...kgo.Opt) *kgo.Client {
	client, err := kgo.NewClient(options...)
	Check(err)
	return client
}

// Print gives the figures, by name, to whoever has started the program.
func Print(figures map[string]float64) {
	Check(json.NewEncoder(os.Stdout).Encode(figures))
}

// Percentile is the time that so large a share of all took at most, in milliseconds.
func Percentile(all []time.Duration, share float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	index := min(int(float64(len(sorted))*share), len(sorted)-1)
	return float64(sorted[index].Nanoseconds()) / 1e6
}

// Check ends the program if something has failed: then there is nothing to measure.
func Check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
