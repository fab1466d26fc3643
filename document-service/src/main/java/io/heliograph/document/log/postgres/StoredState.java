package io.heliograph.document.log.postgres;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A state as it is in a row: PostgreSQL keeps large values apart and would compress them less, and slower.
 *
 * @param deflated whether it is compressed, in the format of zlib
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and as large as a document
public record StoredState(byte[] bytes, boolean deflated) {
    /** Smaller ones are not worth it. */
    private static final int MIN_DEFLATED = 8 * 1024;

    public static StoredState of(byte[] state) {
        if (state.length < MIN_DEFLATED) {
            return new StoredState(state, false);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(state.length / 2);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        } finally {
            deflater.end();
        }
        return new StoredState(bytes.toByteArray(), true);
    }

    public byte[] state() {
        if (!deflated) {
            return bytes;
        }
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a state in the log is damaged", e);
        }
    }
}
