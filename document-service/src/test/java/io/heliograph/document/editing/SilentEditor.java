package io.heliograph.document.editing;

import io.heliograph.document.access.Access;
import java.time.Instant;

/** Takes whatever it is told. */
public class SilentEditor implements Editor {
    private final String user;
    public Access access;

    public SilentEditor(String user, Access access) {
        this.user = user;
        this.access = access;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public Instant issuedAt() {
        return Instant.EPOCH;
    }

    @Override
    public void welcome(byte[] question) {}

    @Override
    public void send(byte[] message) {}

    @Override
    public void answer(byte[] message, byte[] question) {}

    @Override
    public void saved() {}

    @Override
    public void held(byte[] question) {}

    @Override
    public void refused(String reason) {}

    @Override
    public void close(CloseCode code, String reason) {}

    @Override
    public void next() {}
}
