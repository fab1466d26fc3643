/** Telling a program's own mistakes from what is away. */
@NullMarked
package io.heliograph.feed.defect;

import org.jspecify.annotations.NullMarked;
