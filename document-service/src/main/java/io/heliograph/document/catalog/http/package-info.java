/** Looking at documents, making and deleting them over HTTP. */
@NullMarked
package io.heliograph.document.catalog.http;

import org.jspecify.annotations.NullMarked;
