/** What the demo page needs of a platform on this machine: its files, tokens for its people, events, and a fault. */
@NullMarked
package io.heliograph.cli.platform.demo;

import org.jspecify.annotations.NullMarked;
