package io.heliograph.cli.command;

import io.heliograph.cli.platform.Checkout;
import io.heliograph.cli.platform.ServiceKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A checkout whose services are {@link StandInService}s and whose infrastructure is the real one. */
final class StandInCheckout {
    private StandInCheckout() {}

    static Checkout create(Path root) throws IOException {
        Files.createFile(root.resolve("heliograph"));
        Files.createDirectories(root.resolve("cli/kafka"));
        Files.createSymbolicLink(
                root.resolve("cli/kafka/target"), Checkout.find().root().resolve("cli/kafka/target"));
        Checkout checkout = new Checkout(root);
        for (ServiceKind kind : ServiceKind.ALL) {
            Path folder = Files.createDirectories(checkout.application(kind.module()));
            writeJar(folder.resolve("quarkus-run.jar"));
        }
        return checkout;
    }

    /** A jar without classes: its manifest points to where the tests were compiled. */
    private static void writeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                StandInService.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream written = new JarOutputStream(file, manifest)) {
            written.finish();
        }
    }
}
