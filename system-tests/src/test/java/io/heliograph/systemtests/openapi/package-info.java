/** Real answers against {@code docs/openapi.yaml}. */
@NullMarked
package io.heliograph.systemtests.openapi;

import org.jspecify.annotations.NullMarked;
