/** The life of a client's connections (docs/protocol.md §5): dialling, tokens, silence, succession, back-off. */
@NullMarked
package io.heliograph.client.connection;

import org.jspecify.annotations.NullMarked;
