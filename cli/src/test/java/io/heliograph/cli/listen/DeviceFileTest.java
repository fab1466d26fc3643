package io.heliograph.cli.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceFileTest {
    private static final ChannelName CHANNEL = new ChannelName("user:ann");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void remembersDeviceAndPositionsOverRestarts() {
        DeviceFile first = DeviceFile.open(folder, "ann", null);
        first.moveTo(CHANNEL, Position.parse("e7.20"));

        DeviceFile second = DeviceFile.open(folder, "ann", null);

        assertThat(second.device()).isEqualTo(first.device()).startsWith("cli-");
        assertThat(second.position(CHANNEL)).contains(Position.parse("e7.20"));
        assertThat(second.position(new ChannelName("room:1"))).isEmpty();
    }

    @Test
    void remembersForEachDeviceByItself() {
        DeviceFile.open(folder, "ann", "phone").moveTo(CHANNEL, Position.parse("e7.20"));

        assertThat(DeviceFile.open(folder, "ann", "phone").device()).isEqualTo("phone");
        assertThat(DeviceFile.open(folder, "ann", "tablet").position(CHANNEL)).isEmpty();
        assertThat(DeviceFile.open(folder, "ann", null).position(CHANNEL)).isEmpty();
    }

    @Test
    void staysInItsFolderWhateverTheUserIsCalled() throws IOException {
        DeviceFile.open(folder, "../../etc/passwd", "..").moveTo(CHANNEL, Position.parse("e7.20"));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("..%2F..%2Fetc%2Fpasswd%40...json"));
        }
    }

    @Test
    void saysWhichFileToDeleteWhenItIsDamaged() throws IOException {
        Files.writeString(folder.resolve("ann.json"), "{\"positions\":{\"user:ann\":\"7\"}}");

        assertThatExceptionOfType(PlatformProblem.class)
                .isThrownBy(() -> DeviceFile.open(folder, "ann", null))
                .withMessageContaining("ann.json does not hold what a device has seen: delete it");
    }
}
