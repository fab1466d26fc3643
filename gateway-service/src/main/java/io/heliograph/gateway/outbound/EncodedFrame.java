package io.heliograph.gateway.outbound;

/**
 * A frame in its wire form, shared by all connections that it goes to. Counted by reference: it is made with one, whoever keeps it beyond a call retains it, and
 * each reference is released once. Safe for concurrent use.
 */
public interface EncodedFrame {

    /** Its length on the wire. */
    int bytes();

    void retain();

    void release();
}
