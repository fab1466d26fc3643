package io.heliograph.presence.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.presence.outgoing.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusValuesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Shown OFFLINE = new Shown(Status.OFFLINE, NOON, NOON, NOON, List.of());
    private static final Shown IDLE =
            new Shown(Status.IDLE, NOON, NOON, null, List.of(new Shown.Device("d1", Status.IDLE)));

    @Test
    void fitsTheSchemaOfItsEvent() {
        for (Shown shown : List.of(OFFLINE, IDLE)) {
            byte[] data = StatusValues.json("ann", shown).toString().getBytes(StandardCharsets.UTF_8);

            assertThat(new EventSchemas().check(EventType.PRESENCE_CHANGED, data))
                    .isEmpty();
        }
    }

    @Test
    void goesToTheUsersChannelUnderAnIdOfItsOwn() {
        Outgoing outgoing = StatusValues.of("ann|1", OFFLINE, 7).orElseThrow();

        assertThat(outgoing.channel()).isEqualTo("presence:ann%7C1");
        assertThat(outgoing.eventId()).isEqualTo("presence:ann%7C1:7");
        assertThat(outgoing.changedUser()).isEqualTo("ann|1");
        assertThat(outgoing.data())
                .isEqualTo("{\"user\":\"ann|1\",\"status\":\"offline\",\"since\":\"2026-01-01T12:00:00Z\","
                        + "\"lastSeen\":\"2026-01-01T12:00:00Z\",\"devices\":[]}");
    }

    @Test
    void aSubjectTooLongForAChannelIsNotTold() {
        assertThat(StatusValues.of("a".repeat(200), OFFLINE, 1)).isEmpty();
    }
}
