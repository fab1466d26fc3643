/** Failures of HTTP requests as problem details (RFC 9457). */
@NullMarked
package io.heliograph.feed.problem.http;

import org.jspecify.annotations.NullMarked;
