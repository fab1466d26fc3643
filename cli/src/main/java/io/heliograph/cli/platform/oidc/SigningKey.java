package io.heliograph.cli.platform.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.heliograph.cli.platform.OwnerOnlyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** The issuer's RSA key. A secret: only {@link #published()} may leave the process. */
public final class SigningKey {
    private static final int BITS = 2048;

    private final RSAKey key;

    private SigningKey(RSAKey key) {
        this.key = key;
    }

    public static SigningKey generate() {
        try {
            return new SigningKey(new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK can generate RSA keys", e);
        }
    }

    /** The key in the file, or a new one that is written there, so that tokens outlive a restart of the platform. */
    public static SigningKey keptIn(Path file) {
        try {
            if (Files.exists(file)) {
                return new SigningKey(RSAKey.parse(Files.readString(file)));
            }
            SigningKey generated = generate();
            OwnerOnlyFile.write(file, generated.key.toJSONString());
            return generated;
        } catch (IOException e) {
            throw new UncheckedIOException("the issuer's key cannot be kept in %s".formatted(file), e);
        } catch (ParseException e) {
            throw new IllegalStateException("%s does not hold the issuer's key: delete it".formatted(file), e);
        }
    }

    /** The public half, as a JSON Web Key Set (RFC 7517 §5). */
    public String published() {
        return new JWKSet(key).toString(true);
    }

    RSAKey key() {
        return key;
    }
}
