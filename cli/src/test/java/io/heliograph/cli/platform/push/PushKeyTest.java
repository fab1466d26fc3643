package io.heliograph.cli.platform.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushKeyTest {
    @TempDir
    private Path folder;

    @Test
    void isAPointAndANumberAsBrowsersAndPushServicesWantThem() {
        PushKey key = PushKey.keptIn(folder.resolve("key.json"));

        byte[] point = Base64.getUrlDecoder().decode(key.publicKey());
        assertThat(point).hasSize(65).startsWith(4);
        assertThat(Base64.getUrlDecoder().decode(key.privateKey())).hasSize(32);
        assertThat(key.publicKey() + key.privateKey()).doesNotContain("=");
    }

    @Test
    void staysTheSameOverARestart() throws Exception {
        Path file = folder.resolve("key.json");

        PushKey first = PushKey.keptIn(file);

        assertThat(PushKey.keptIn(file).publicKey()).isEqualTo(first.publicKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(first.toString()).doesNotContain(first.privateKey());
    }

    @Test
    void saysWhichFileIsBroken() throws Exception {
        Path file = Files.writeString(folder.resolve("key.json"), "{}");

        assertThatIllegalStateException()
                .isThrownBy(() -> PushKey.keptIn(file))
                .withMessageContaining("does not hold the push key");
    }
}
