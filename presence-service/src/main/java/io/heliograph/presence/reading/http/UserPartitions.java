package io.heliograph.presence.reading.http;

import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.presence.problem.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;

/** Which partition of {@code heliograph.connections} a user is in, and so who owns the user's status. Safe for concurrent use. */
public final class UserPartitions {
    private static final int WITHIN_SECONDS = 5;

    private final Admin kafka;
    private volatile int count; // never changes once it is known: docs/events.md §2

    public UserPartitions(Admin kafka) {
        this.kafka = kafka;
    }

    /** Blocks for the first time. */
    int of(String user) {
        return Utils.toPositive(Utils.murmur2(user.getBytes(StandardCharsets.UTF_8))) % count();
    }

    private int count() {
        if (count == 0) {
            count = ask();
        }
        return count;
    }

    private int ask() {
        String topic = Topic.CONNECTIONS.topicName();
        try {
            return kafka
                    .describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(WITHIN_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToInt(description -> description.partitions().size())
                    .sum();
        } catch (ExecutionException | TimeoutException _) {
            throw new ProblemException(ProblemCode.UNAVAILABLE, "the same request later is safe");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemCode.UNAVAILABLE, "the same request later is safe");
        }
    }
}
