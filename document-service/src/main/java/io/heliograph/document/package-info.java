/** Documents that several people edit at once: the wiring of the service. */
@NullMarked
package io.heliograph.document;

import org.jspecify.annotations.NullMarked;
