package io.heliograph.systemtests.platform;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one platform with two gateways and two document-services, started when the first test needs it and ended after the last. Each test uses users and channels of its own. */
public final class PlatformExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(PlatformExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalPlatform.class;
    }

    @Override
    public LocalPlatform resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        LocalPlatform.class,
                        _ -> LocalPlatform.start(
                                Path.of("target", "platform"), "--gateways", "2", "--documents", "2", "--reset"),
                        LocalPlatform.class);
    }
}
