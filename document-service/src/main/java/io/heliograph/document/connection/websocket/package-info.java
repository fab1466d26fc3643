/** Editors that speak the y-websocket protocol, docs/documents.md §2. */
@NullMarked
package io.heliograph.document.connection.websocket;

import org.jspecify.annotations.NullMarked;
