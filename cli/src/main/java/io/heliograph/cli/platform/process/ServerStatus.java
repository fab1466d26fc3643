package io.heliograph.cli.platform.process;

import io.heliograph.cli.platform.Supervision;
import java.util.OptionalLong;

/**
 * What a server is doing now.
 *
 * @param pid present while it has a process
 */
public record ServerStatus(String name, Supervision state, OptionalLong pid) {}
