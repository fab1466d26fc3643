package io.heliograph.cli.platform.testing;

import io.heliograph.cli.platform.DataFolder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@code @QuarkusTest} real servers:
 *
 * <pre>{@code
 * @WithTestResource(value = InfrastructureResource.class, initArgs = @ResourceArg(name = "parts", value = "kafka,redis"))
 * }</pre>
 *
 * <p>Without {@code parts} all of them are started. A test's field of type {@link Infrastructure} is filled. The keys that
 * are set: see {@link Infrastructure#quarkusConfiguration()}.
 */
public final class InfrastructureResource implements QuarkusTestResourceLifecycleManager {
    private Set<Part> parts = EnumSet.allOf(Part.class);
    private @Nullable Infrastructure infrastructure;

    @Override
    public void init(Map<String, String> arguments) {
        String names = arguments.get("parts");
        if (names != null) {
            parts = Pattern.compile(",")
                    .splitAsStream(names)
                    .map(name -> Part.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
        }
    }

    @Override
    public Map<String, String> start() {
        infrastructure = Infrastructure.start(freshFolder(), parts);
        return infrastructure.quarkusConfiguration();
    }

    @Override
    public void inject(TestInjector testInjector) {
        if (infrastructure != null) {
            testInjector.injectIntoFields(infrastructure, new TestInjector.MatchesType(Infrastructure.class));
        }
    }

    @Override
    public void stop() {
        if (infrastructure != null) {
            infrastructure.close();
        }
    }

    /** In the module's build folder: the logs of a failed test stay until the next clean. */
    private static DataFolder freshFolder() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "infrastructure"));
            return new DataFolder(Files.createTempDirectory(parent, ""));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the embedded infrastructure", e);
        }
    }
}
