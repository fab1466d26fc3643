/** One open document on this process: what its editors send, what is stored of it, and what they are told. */
@NullMarked
package io.heliograph.document.editing;

import org.jspecify.annotations.NullMarked;
