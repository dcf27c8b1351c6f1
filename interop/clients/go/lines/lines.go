// Package lines is about records as JSON lines, as every client program has them.
package lines

import (
	"encoding/json"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Line is one record. encoding/json reads and writes []byte as base64 and nil as null.
type Line struct {
	Partition int32    `json:"partition"`
	Offset    int64    `json:"offset"`
	Timestamp int64    `json:"timestamp"`
	Key       []byte   `json:"key"`
	Value     []byte   `json:"value"`
	Headers   []Header `json:"headers"`
}

// Header is a list of its name and its value.
type Header struct {
	name  string
	value []byte
}

func (h Header) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{h.name, h.value})
}

func (h *Header) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&h.name, &h.value})
}

// Record is what the line says, to be sent.
func (l Line) Record() *kgo.Record {
	record := &kgo.Record{
		Partition: l.Partition,
		Timestamp: time.UnixMilli(l.Timestamp),
		Key:       l.Key,
		Value:     l.Value,
	}
	for _, h := range l.Headers {
		record.Headers = append(record.Headers, kgo.RecordHeader{Key: h.name, Value: h.value})
	}
	return record
}

// Of is the line of a record that was read.
func Of(r *kgo.Record) Line {
	headers := make([]Header, 0, len(r.Headers))
	for _, h := range r.Headers {
		headers = append(headers, Header{h.Key, h.Value})
	}
	return Line{r.Partition, r.Offset, r.Timestamp.UnixMilli(), r.Key, r.Value, headers}
}
