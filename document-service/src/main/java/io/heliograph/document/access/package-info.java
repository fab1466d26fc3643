/** Who may read and write which document: tokens for one document, and the grants that they are issued by. */
@NullMarked
package io.heliograph.document.access;

import org.jspecify.annotations.NullMarked;
