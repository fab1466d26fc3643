package io.heliograph.document.yjs;

/** Names what a client wrote: its clock counts from 0. */
record Id(long client, long clock) {}
