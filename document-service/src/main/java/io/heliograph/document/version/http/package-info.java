/** Versions over HTTP. */
@NullMarked
package io.heliograph.document.version.http;

import org.jspecify.annotations.NullMarked;
