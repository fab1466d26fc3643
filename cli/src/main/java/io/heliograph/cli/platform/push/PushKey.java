package io.heliograph.cli.platform.push;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.heliograph.cli.platform.OwnerOnlyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** The key by which push services know the platform (VAPID, RFC 8292). A secret: only {@link #publicKey()} may leave it. */
public final class PushKey {
    private static final byte UNCOMPRESSED = 4;
    private static final int POINT_BYTES = 65;

    private final ECKey key;

    private PushKey(ECKey key) {
        this.key = key;
    }

    /** The key in the file, or a new one that is written there, so that browsers stay subscribed over a restart of the platform. */
    public static PushKey keptIn(Path file) {
        try {
            if (Files.exists(file)) {
                return new PushKey(ECKey.parse(Files.readString(file)));
            }
            ECKey generated = new ECKeyGenerator(Curve.P_256).generate();
            OwnerOnlyFile.write(file, generated.toJSONString());
            return new PushKey(generated);
        } catch (IOException e) {
            throw new UncheckedIOException("the push key cannot be kept in %s".formatted(file), e);
        } catch (ParseException e) {
            throw new IllegalStateException("%s does not hold the push key: delete it".formatted(file), e);
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK can generate keys on P-256", e);
        }
    }

    /** The point, uncompressed, in unpadded base64url: what a browser calls {@code applicationServerKey}. */
    public String publicKey() {
        byte[] point = ByteBuffer.allocate(POINT_BYTES)
                .put(UNCOMPRESSED)
                .put(key.getX().decode())
                .put(key.getY().decode())
                .array();
        return Base64URL.encode(point).toString();
    }

    /** The number, in unpadded base64url. */
    public String privateKey() {
        return key.getD().toString();
    }

    @Override
    public String toString() {
        return "PushKey[redacted]";
    }
}
