/** JSON that is carried without being parsed. */
@NullMarked
package io.heliograph.contracts.json;

import org.jspecify.annotations.NullMarked;
