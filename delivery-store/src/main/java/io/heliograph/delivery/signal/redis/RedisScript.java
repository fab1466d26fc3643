package io.heliograph.delivery.signal.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.delivery.dependency.DependencyException;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A script in Lua that Redis runs, and the name under which Redis remembers it. */
record RedisScript(String text, String sha1) {
    static RedisScript load(String resource) {
        try (InputStream in = RedisScript.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource is missing: " + resource);
            }
            byte[] text = in.readAllBytes();
            return new RedisScript(
                    new String(text, UTF_8),
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text)));
        } catch (IOException e) {
            throw new UncheckedIOException("resource cannot be read: " + resource, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    Request byHash() {
        return Request.cmd(Command.EVALSHA).arg(sha1);
    }

    Request byText() {
        return Request.cmd(Command.EVAL).arg(text);
    }

    /** Whether Redis was asked for a script that it does not remember. */
    static boolean isUnknown(DependencyException failure) {
        Throwable cause = failure.getCause();
        return cause != null && String.valueOf(cause.getMessage()).startsWith("NOSCRIPT");
    }
}
