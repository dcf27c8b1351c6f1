// The message types of franz-go behind a pipe. One line asks, one line answers:
//
//	versions MESSAGE                 first and last version
//	recode MESSAGE VERSION BASE64    the bytes of the message after it was read and written again
//	make MESSAGE VERSION SEED        the bytes of a random message, then the same with unknown tags
//	compress CODEC LEVEL SEED        random content, then the same compressed; the level may be "-"
//	decompress CODEC BASE64          what was compressed
//
// MESSAGE is "request:KEY", "response:KEY", or the name of a type. An answer that starts with "!"
// says what went wrong.
package main

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// What all messages have. The version of a record is a part of its bytes.
type message interface {
	ReadFrom([]byte) error
	AppendTo([]byte) []byte
}

type versioned interface {
	message
	SetVersion(int16)
	MaxVersion() int16
}

var records = map[string]func() message{
	"ConsumerProtocolAssignment":   func() message { return new(kmsg.ConsumerMemberAssignment) },
	"ConsumerProtocolSubscription": func() message { return new(kmsg.ConsumerMemberMetadata) },
	"EndTxnMarker":                 func() message { return new(kmsg.EndTxnMarker) },
	"GroupMetadataKey":             func() message { return new(kmsg.GroupMetadataKey) },
	"GroupMetadataValue":           func() message { return new(kmsg.GroupMetadataValue) },
	"LegacyOffsetCommitKey":        func() message { return new(kmsg.OffsetCommitKey) },
	"LegacyOffsetCommitValue":      func() message { return new(kmsg.OffsetCommitValue) },
	"OffsetCommitKey":              func() message { return new(kmsg.OffsetCommitKey) },
	"OffsetCommitValue":            func() message { return new(kmsg.OffsetCommitValue) },
	"TransactionLogKey":            func() message { return new(kmsg.TxnMetadataKey) },
	"TransactionLogValue":          func() message { return new(kmsg.TxnMetadataValue) },
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	output := bufio.NewWriter(os.Stdout)
	for lines.Scan() {
		fmt.Fprintln(output, answer(strings.Split(lines.Text(), " ")))
	}
	if err := errors.Join(lines.Err(), output.Flush()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answer(words []string) (answer string) {
	defer func() {
		if problem := recover(); problem != nil {
			answer = "!" + strings.ReplaceAll(fmt.Sprint(problem), "\n", " ")
		}
	}()
	switch words[0] {
	case "compress":
		return compress(words[1], words[2], words[3])
	case "decompress":
		return decompress(words[1], words[2])
	}
	create, err := creator(words[1])
	if err != nil {
		return "!" + err.Error()
	}
	if words[0] == "versions" {
		if message, ok := create().(versioned); ok {
			return fmt.Sprint("0 ", message.MaxVersion())
		}
		return "0 32767"
	}
	version, err := strconv.ParseInt(words[2], 10, 16)
	if err != nil {
		return "!" + err.Error()
	}
	if words[0] == "make" {
		seed, err := strconv.ParseUint(words[3], 10, 64)
		if err != nil {
			return "!" + err.Error()
		}
		plain := encoded(randomMessage(create(), int16(version), seed, false))
		return plain + " " + encoded(randomMessage(create(), int16(version), seed, true))
	}
	bytes, err := base64.StdEncoding.DecodeString(words[3])
	if err != nil {
		return "!" + err.Error()
	}
	read := withVersion(create(), int16(version))
	if err := read.ReadFrom(bytes); err != nil {
		return "!" + err.Error()
	}
	return encoded(read)
}

func creator(name string) (func() message, error) {
	kind, number, isAPI := strings.Cut(name, ":")
	if !isAPI {
		if create, ok := records[name]; ok {
			return create, nil
		}
		return nil, errors.New("there is no such type")
	}
	key, err := strconv.ParseInt(number, 10, 16)
	if err != nil {
		return nil, err
	}
	if kmsg.RequestForKey(int16(key)) == nil {
		return nil, errors.New("there is no such API")
	}
	if kind == "request" {
		return func() message { return kmsg.RequestForKey(int16(key)) }, nil
	}
	return func() message { return kmsg.ResponseForKey(int16(key)) }, nil
}

func withVersion(message message, version int16) message {
	if api, ok := message.(versioned); ok {
		api.SetVersion(version)
	} else if field := reflect.ValueOf(message).Elem().FieldByName("Version"); field.IsValid() {
		field.SetInt(int64(version))
	}
	return message
}

func encoded(message message) string {
	return base64.StdEncoding.EncodeToString(message.AppendTo(nil))
}
