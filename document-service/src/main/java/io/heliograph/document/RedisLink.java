package io.heliograph.document;

import io.heliograph.document.editing.Rooms;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.fanout.redis.ConfiguredRedisOptions;
import io.heliograph.document.fanout.redis.RedisWire;
import io.heliograph.document.name.DocumentName;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;

/** Connects the wire with the open documents. */
final class RedisLink {
    /** @param client asked for so that Quarkus has made it, and its options are known */
    void start(
            @Observes StartupEvent event, Redis client, ConfiguredRedisOptions options, RedisWire wire, Rooms rooms) {
        wire.start(options.known(), new RedisWire.Listener() {
            @Override
            public void hear(DocumentName document, WireMessage message) {
                rooms.hear(document, message);
            }

            @Override
            public void listening(DocumentName document) {
                rooms.listening(document);
            }
        });
    }
}
