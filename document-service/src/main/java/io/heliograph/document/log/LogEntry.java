package io.heliograph.document.log;

/** @param sequence counts the updates of the document from 1, without gaps */
@SuppressWarnings("ArrayRecordComponent") // never compared; copied once would be copied for each editor
public record LogEntry(long sequence, byte[] update) {}
