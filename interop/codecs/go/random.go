package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"

	"github.com/twmb/franz-go/pkg/kmsg"
)

const firstUnknownTag = 1000

var (
	letters = []string{"a", "Z", "0", "-", " ", "\x00", "é", "€", "ж", "😀"}
	sizes   = []int{0, 0, 1, 1, 5, 20, 127, 128, 300}
	tags    = reflect.TypeFor[kmsg.Tags]()
)

// Fills messages with random content, with many values from the edges of their types.
type content struct {
	random *rand.Rand
	// Nil for none. A source of its own, so that unknown tags change nothing else.
	unknownTags *rand.Rand
}

func randomMessage(message message, version int16, seed uint64, withUnknownTags bool) message {
	content := content{random: rand.New(rand.NewPCG(seed, 1))}
	if withUnknownTags {
		content.unknownTags = rand.New(rand.NewPCG(seed, 2))
	}
	content.fill(reflect.ValueOf(message).Elem())
	return withVersion(message, version)
}

func (c content) fill(value reflect.Value) {
	if value.Type() == tags {
		c.fillTags(value.Addr().Interface().(*kmsg.Tags))
		return
	}
	switch value.Kind() {
	case reflect.Bool:
		value.SetBool(c.random.IntN(2) == 0)
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		// Cut to its size, so that every size sees its own edges.
		shift := 64 - value.Type().Bits()
		value.SetInt(int64(c.number()<<shift) >> shift)
	case reflect.Uint8, reflect.Uint16, reflect.Uint32:
		value.SetUint(c.number() & (1<<value.Type().Bits() - 1))
	case reflect.Float64:
		value.SetFloat(math.Float64frombits(c.number() &^ (1 << 62))) // Never a NaN.
	case reflect.String:
		value.SetString(c.text())
	case reflect.Pointer:
		if c.random.IntN(4) > 0 {
			value.Set(reflect.New(value.Type().Elem()))
			c.fill(value.Elem())
		}
	case reflect.Slice:
		c.fillSlice(value)
	case reflect.Array:
		for i := range value.Len() {
			c.fill(value.Index(i))
		}
	case reflect.Struct:
		for i := range value.NumField() {
			c.fill(value.Field(i))
		}
	default:
		panic(fmt.Sprint("no content for ", value.Type()))
	}
}

func (c content) fillSlice(value reflect.Value) {
	if c.random.IntN(5) == 0 {
		return // Null where that is allowed, else empty.
	}
	size := c.random.IntN(4)
	if value.Type().Elem().Kind() == reflect.Uint8 {
		size = sizes[c.random.IntN(len(sizes))]
	}
	value.Set(reflect.MakeSlice(value.Type(), size, size))
	for i := range size {
		c.fill(value.Index(i))
	}
}

func (c content) fillTags(tags *kmsg.Tags) {
	if c.unknownTags == nil {
		return
	}
	for range c.unknownTags.IntN(3) {
		value := make([]byte, c.unknownTags.IntN(200))
		tags.Set(firstUnknownTag+c.unknownTags.Uint32N(1000), value)
	}
}

func (c content) number() uint64 {
	switch c.random.IntN(6) {
	case 0:
		return 0
	case 1:
		return math.MaxUint64
	case 2:
		return math.MaxInt64 >> (16 * c.random.UintN(4))
	case 3:
		return math.MaxUint64 << c.random.UintN(64)
	default:
		return c.random.Uint64()
	}
}

func (c content) text() string {
	var text strings.Builder
	for range sizes[c.random.IntN(len(sizes))] {
		text.WriteString(letters[c.random.IntN(len(letters))])
	}
	return text.String()
}
