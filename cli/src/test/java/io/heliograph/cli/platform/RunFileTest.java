package io.heliograph.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.cli.platform.RunningPlatform.RunningProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    private static final long NO_PROCESS = Long.MAX_VALUE;

    private RunFile file;

    @BeforeEach
    void open(@TempDir Path folder) {
        file = new RunFile(new DataFolder(folder));
    }

    @Test
    void readsWhatWasWritten() {
        var platform = platformOf(ProcessHandle.current().pid());

        file.write(platform);

        assertThat(file.read()).contains(platform);
    }

    @Test
    void hasTheMembersThatOtherProgramsRelyOn() throws IOException {
        file.write(platformOf(1));

        assertThat(Files.readString(file.path()))
                .contains(
                        "\"url\"",
                        "\"control\"",
                        "\"kafka\"",
                        "\"redis\"",
                        "\"postgres\"",
                        "\"issuer\"",
                        "\"processes\"")
                .contains("\"name\"", "\"pid\"", "\"http\"", "\"management\"", "\"log\"");
    }

    @Test
    void mayBeReadByItsOwnerAlone() throws IOException {
        file.write(platformOf(1));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void findsNoPlatformWhenTheLauncherIsGone() {
        file.write(platformOf(NO_PROCESS));

        assertThat(file.read()).isEmpty();
    }

    @Test
    void findsNoPlatformWithoutAFile() {
        assertThat(file.read()).isEmpty();
    }

    @Test
    void findsNoPlatformAfterItWasDeleted() {
        file.write(platformOf(ProcessHandle.current().pid()));

        file.delete();
        file.delete();

        assertThat(file.read()).isEmpty();
    }

    @Test
    void saysWhichFileIsBroken() throws IOException {
        Files.writeString(file.path(), "{\"url\":");

        assertThatThrownBy(file::read)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("%s cannot be read: delete it if no platform runs", file.path());
    }

    private static RunningPlatform platformOf(long launcher) {
        return new RunningPlatform(
                "http://localhost:8080",
                "http://127.0.0.1:40000",
                "127.0.0.1:19092",
                "redis://127.0.0.1:16379",
                "postgresql://ann:secret@127.0.0.1:15432/heliograph",
                "http://127.0.0.1:18080",
                launcher,
                List.of(
                        new RunningProcess("kafka", "ready", 7L, null, null, "/data/logs/kafka.log"),
                        new RunningProcess(
                                "gateway-1",
                                "waiting",
                                null,
                                "http://127.0.0.1:8081",
                                "http://127.0.0.1:9081",
                                "/data/logs/gateway-1.log")));
    }
}
