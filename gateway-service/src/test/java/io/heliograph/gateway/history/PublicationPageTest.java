package io.heliograph.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.wire.PodMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PublicationPageTest {
    private static final ChannelName LOBBY = new ChannelName("room:lobby");
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final long EPOCH = 7;

    @Test
    void holdsTheFramesAfterThePositionWithTheirBytes() {
        var catchUp = new CatchUp(
                LOBBY,
                new Position(EPOCH, 1),
                new Position(EPOCH, 9),
                null,
                List.of(publication(2, "{ \"price\": 1.10 }", null), new PodMessage.Skipped(LOBBY, EPOCH, 3, 5)));

        assertThat(page(catchUp))
                .isEqualTo("{\"channel\":\"room:lobby\",\"position\":\"7.5\",\"head\":\"7.9\",\"frames\":["
                        + "{\"op\":\"message\",\"channel\":\"room:lobby\",\"epoch\":\"7\",\"offset\":2,\"id\":\"id-2\","
                        + "\"type\":\"chat\",\"time\":\"2026-01-01T11:00:00Z\",\"data\":{ \"price\": 1.10 }},"
                        + "{\"op\":\"skipped\",\"channel\":\"room:lobby\",\"epoch\":\"7\",\"from\":3,\"to\":5}]}");
    }

    @Test
    void startsWithAResetWhenThePositionCannotBeGoneOnFrom() {
        var catchUp = new CatchUp(
                LOBBY,
                new Position(EPOCH, 8),
                new Position(EPOCH, 9),
                ResetReason.RETENTION,
                List.of(publication(9, "1", null)));

        assertThat(page(catchUp))
                .contains("\"frames\":[{\"op\":\"reset\",\"channel\":\"room:lobby\",\"reason\":\"retention\","
                        + "\"position\":\"7.8\"},{\"op\":\"message\"");
    }

    @Test
    void skipsWhatExpired() {
        var catchUp = new CatchUp(
                LOBBY,
                new Position(EPOCH, 1),
                new Position(EPOCH, 3),
                null,
                List.of(publication(2, "1", NOW), publication(3, "1", NOW.plusSeconds(1))));

        assertThat(page(catchUp))
                .contains(
                        "{\"op\":\"skipped\",\"channel\":\"room:lobby\",\"epoch\":\"7\",\"from\":2,\"to\":2},{\"op\":\"message\"")
                .doesNotContain("id-2");
    }

    @Test
    void aChannelWithoutARowIsAnEmptyPage() {
        var catchUp = new CatchUp(LOBBY, Position.BEGINNING, Position.BEGINNING, null, List.of());

        assertThat(page(catchUp))
                .isEqualTo("{\"channel\":\"room:lobby\",\"position\":\"0\",\"head\":\"0\",\"frames\":[]}");
    }

    private static String page(CatchUp catchUp) {
        return new String(PublicationPage.encode(catchUp, NOW), StandardCharsets.UTF_8);
    }

    private static PodMessage.Publication publication(long offset, String data, @Nullable Instant expiresAt) {
        Instant anHourAgo = NOW.minusSeconds(3600);
        return new PodMessage.Publication(
                LOBBY,
                EPOCH,
                offset,
                "id-" + offset,
                "chat",
                anHourAgo,
                anHourAgo,
                Priority.NORMAL,
                expiresAt,
                null,
                null,
                null,
                JsonBytes.of(data));
    }
}
