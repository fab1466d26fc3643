package io.heliograph.notification.unread;

/** Is told what becomes of counts. Safe for concurrent use. */
public interface UnreadObserver {
    void told();

    void putOff();
}
