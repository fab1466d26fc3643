/** Problem details (RFC 9457) as answers. */
@NullMarked
package io.heliograph.document.problem.http;

import org.jspecify.annotations.NullMarked;
