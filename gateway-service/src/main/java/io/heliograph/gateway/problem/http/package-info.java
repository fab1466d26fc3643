/** Problems as responses. */
@NullMarked
package io.heliograph.gateway.problem.http;

import org.jspecify.annotations.NullMarked;
