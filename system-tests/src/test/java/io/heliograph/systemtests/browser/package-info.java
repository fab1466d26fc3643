/** The demo page in a real browser, against the real platform. */
@NullMarked
package io.heliograph.systemtests.browser;

import org.jspecify.annotations.NullMarked;
