/** Where channels stand, asked of delivery-store. */
@NullMarked
package io.heliograph.feed.history.http;

import org.jspecify.annotations.NullMarked;
