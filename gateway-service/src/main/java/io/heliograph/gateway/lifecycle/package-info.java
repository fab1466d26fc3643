/** What the rest of the platform is told about connections. */
@NullMarked
package io.heliograph.gateway.lifecycle;

import org.jspecify.annotations.NullMarked;
