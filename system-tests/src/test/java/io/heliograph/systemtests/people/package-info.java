/** Users as the tests' stories have them: what their screens show, and what they ask over HTTP. */
@NullMarked
package io.heliograph.systemtests.people;

import org.jspecify.annotations.NullMarked;
