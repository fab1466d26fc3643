/** States of documents that somebody gave a name. */
@NullMarked
package io.heliograph.document.version;

import org.jspecify.annotations.NullMarked;
