/** Editors as members of their document's channel. */
@NullMarked
package io.heliograph.document.membership;

import org.jspecify.annotations.NullMarked;
