package io.heliograph.contracts.protocol;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the enums against the tables of docs/protocol.md, so that neither changes alone. */
class SpecificationTest {
    private static final String SPECIFICATION = read(Path.of("..", "docs", "protocol.md"));

    @Test
    void hasTheCloseCodesOfSection6() {
        Map<Integer, String> specified = rows("## 6. Close codes", "\\| (\\d{4}) \\| ([A-Z_]+) \\|").stream()
                .collect(toMap(row -> Integer.valueOf(row.group(1)), row -> row.group(2)));

        assertThat(Arrays.stream(CloseCode.values()).collect(toMap(CloseCode::number, CloseCode::name)))
                .isEqualTo(specified);
    }

    @Test
    void advisesToStopWhereSection6SaysSo() {
        for (MatchResult row : rows("## 6. Close codes", "\\| (\\d{4}) \\| [A-Z_]+ \\| .* \\| (.*) \\|")) {
            CloseCode code = CloseCode.find(Integer.parseInt(row.group(1))).orElseThrow();

            assertThat(code.reconnect()).as(code.name()).isEqualTo(row.group(2).contains("reconnects"));
        }
    }

    @Test
    void hasTheProblemCodesOfSection7() {
        Map<String, String> specified = rows("## 7. Problem codes", "\\| `([a-z_]+)` \\| (\\d{3}|–) \\|").stream()
                .collect(toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(Arrays.stream(ProblemCode.values()).map(ProblemCode::wireName))
                .containsExactlyInAnyOrderElementsOf(specified.keySet());
        for (ProblemCode code : ProblemCode.values()) {
            // A dash: it never leaves over HTTP, and its status is free.
            assertThat(specified.get(code.wireName())).as(code.wireName()).isIn("–", String.valueOf(code.httpStatus()));
            assertThat(code.title()).isNotBlank();
        }
    }

    @Test
    void hasTheReasonsOfSection45() {
        String reasons = section("### 4.5 `reset`");

        for (ResetReason reason : ResetReason.values()) {
            assertThat(reasons).contains("`" + reason.wireName() + "` (");
            assertThat(ResetReason.find(reason.number())).contains(reason);
        }
        assertThat(ResetReason.find(0)).isEmpty();
    }

    @Test
    void knowsTheSubprotocolAndTheBoundsOfSection2() {
        assertThat(section("### 2.1 WebSocket")).contains("`" + Subprotocol.V1 + "`");
        assertThat(section("### 2.2 Limits"))
                .contains("| a frame from the client | 16 KiB; `hello` and `subscribe` 32 KiB |")
                .contains("| subscriptions of a connection | " + ProtocolLimits.MAX_SUBSCRIPTIONS + " |")
                .contains("| time until `hello` | " + ProtocolLimits.HELLO_TIMEOUT.toSeconds() + " s |")
                .contains("| `data` of a publication | 64 KiB");
        assertThat(ProtocolLimits.MAX_FRAME_BYTES).isEqualTo(16 * 1024);
        assertThat(ProtocolLimits.MAX_LIST_FRAME_BYTES).isEqualTo(32 * 1024);
        assertThat(ProtocolLimits.MAX_DATA_BYTES).isEqualTo(64 * 1024);
    }

    private static List<MatchResult> rows(String heading, String pattern) {
        List<MatchResult> rows =
                Pattern.compile(pattern).matcher(section(heading)).results().toList();
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static String section(String heading) {
        int start = SPECIFICATION.indexOf(heading);
        assertThat(start).as(heading).isNotNegative();
        int end = SPECIFICATION.indexOf("\n##", start + 1);
        return SPECIFICATION.substring(start, end);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
