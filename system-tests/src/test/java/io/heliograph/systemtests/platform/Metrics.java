package io.heliograph.systemtests.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** What a service counts, read once from its management port. */
public final class Metrics {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> lines;

    private Metrics(List<String> lines) {
        this.lines = lines;
    }

    static Metrics read(String management) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(management + "/q/metrics"))
                    .build();
            return new Metrics(
                    HTTP.send(request, BodyHandlers.ofString()).body().lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("no metrics at " + management, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The sum over all series of a name whose labels contain a text; 0 when there are none. */
    public double sum(String name, String label) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
