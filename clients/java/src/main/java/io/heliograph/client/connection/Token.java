package io.heliograph.client.connection;

/** An access token. A secret: never printed. */
public record Token(String value) {
    public Token {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("token must not be empty");
        }
    }

    @Override
    public String toString() {
        return "Token[redacted]";
    }
}
