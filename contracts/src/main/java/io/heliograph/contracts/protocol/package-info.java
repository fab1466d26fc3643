/** The client protocol (docs/protocol.md): its frames, their codec, close codes and problem codes. */
@NullMarked
package io.heliograph.contracts.protocol;

import org.jspecify.annotations.NullMarked;
