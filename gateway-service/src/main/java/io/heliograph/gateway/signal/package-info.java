/** Latest values and transient publications: what is not kept in the store. */
@NullMarked
package io.heliograph.gateway.signal;

import org.jspecify.annotations.NullMarked;
