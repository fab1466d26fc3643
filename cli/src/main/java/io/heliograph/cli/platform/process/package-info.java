/** Child processes: started, watched, ended, and never left behind. */
@NullMarked
package io.heliograph.cli.platform.process;

import org.jspecify.annotations.NullMarked;
