package io.heliograph.document.editing;

/** What becomes of an update that somebody sent. */
public enum Verdict {
    /** It is stored next. */
    ACCEPTED,
    /** It brings nothing new. */
    COVERED,
    /** Something is missing before it: the client is asked for it. */
    HELD,
    /** More of them wait than are held for one connection. */
    OVERFLOW
}
