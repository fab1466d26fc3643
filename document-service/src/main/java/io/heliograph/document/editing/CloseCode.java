package io.heliograph.document.editing;

/** Close codes, docs/documents.md §6. Clients of y-websocket stop at 44xx and come back after all others. Numbers are never reused. */
public enum CloseCode {

    /** Something that nobody expected. */
    FAILED(1011),
    DRAINING(1012),
    OVERLOADED(1013),
    MALFORMED(4400),
    UNAUTHENTICATED(4401),
    FORBIDDEN(4403),
    DELETED(4404),
    CLIENT_ID_CONFLICT(4409),
    TOO_LARGE(4413);

    private static final int FIRST_PERMANENT = 4400;

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    /** Whether clients come back by themselves. */
    public boolean isTemporary() {
        return number < FIRST_PERMANENT;
    }

    public int number() {
        return number;
    }
}
