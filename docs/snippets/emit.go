// go mod init emit && go get github.com/segmentio/kafka-go && go run emit.go
package main

import (
	"cmp"
	"context"
	"log"
	"os"
	"time"

	"github.com/segmentio/kafka-go"
)

func main() {
	writer := &kafka.Writer{
		Addr:         kafka.TCP(cmp.Or(os.Getenv("KAFKA"), "localhost:19092")),
		Balancer:     kafka.Murmur2Balancer{Consistent: true},
		RequiredAcks: kafka.RequireAll,
		BatchTimeout: 5 * time.Millisecond,
	}
	message := kafka.Message{Topic: "heliograph.publications", Key: []byte("room:lobby"), Value: []byte(`{"text":"hello from Go"}`)}
	for name, value := range map[string]string{
		"ce_specversion": "1.0", "ce_id": "greeting-go", "ce_source": "/greeter", "ce_type": "chat.message",
		"ce_time": time.Now().UTC().Format(time.RFC3339Nano), "ce_channel": "room:lobby", "content-type": "application/json",
	} {
		message.Headers = append(message.Headers, kafka.Header{Key: name, Value: []byte(value)})
	}
	if err := writer.WriteMessages(context.Background(), message); err != nil {
		log.Fatal("not accepted: ", err)
	}
	if err := writer.Close(); err != nil {
		log.Fatal(err)
	}
}
