/** What an HTTP request is told when it fails. */
@NullMarked
package io.heliograph.gateway.problem;

import org.jspecify.annotations.NullMarked;
