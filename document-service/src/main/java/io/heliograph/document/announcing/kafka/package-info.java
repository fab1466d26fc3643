/** Events on heliograph.documents. */
@NullMarked
package io.heliograph.document.announcing.kafka;

import org.jspecify.annotations.NullMarked;
