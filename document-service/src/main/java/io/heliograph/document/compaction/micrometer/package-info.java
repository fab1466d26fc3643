/** What is counted of compaction. */
@NullMarked
package io.heliograph.document.compaction.micrometer;

import org.jspecify.annotations.NullMarked;
