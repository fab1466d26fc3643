/** Issuing and revoking tokens over HTTP. */
@NullMarked
package io.heliograph.document.issuing.http;

import org.jspecify.annotations.NullMarked;
