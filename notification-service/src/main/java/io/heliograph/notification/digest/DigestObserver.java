package io.heliograph.notification.digest;

/** Is told what becomes of digests. Safe for concurrent use. */
public interface DigestObserver {
    void made();

    /** Nothing of it was worth telling any more. */
    void empty();

    /** It is tried again when its lease ends. */
    void failed();
}
