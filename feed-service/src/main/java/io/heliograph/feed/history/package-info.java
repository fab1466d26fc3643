/** Where channels stand. */
@NullMarked
package io.heliograph.feed.history;

import org.jspecify.annotations.NullMarked;
