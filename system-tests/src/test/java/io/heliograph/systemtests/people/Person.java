package io.heliograph.systemtests.people;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.cli.platform.control.TokenRequest;
import io.heliograph.client.HeliographClient;
import io.heliograph.client.subscription.Message;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.systemtests.platform.LocalPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** A user with one screen that shows notifications, what is for everyone, and the timeline, and a token that allows reading every feed. What arrived can be read from any thread. */
public final class Person implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 100;

    private final String user;
    private final String token;
    private final URI url;
    private final HeliographClient client;
    private final ShownNotifications notifications = new ShownNotifications();
    private final ShownNotifications forEveryone = new ShownNotifications();
    private final List<String> activities = new CopyOnWriteArrayList<>();

    /**
     * @param items ids of the events, the newest first
     * @param unread what the service counts
     */
    public record Inbox(List<String> items, int unread) {}

    public Person(LocalPlatform platform, String user) {
        this.user = user;
        this.url = URI.create(platform.now().url());
        var request = new TokenRequest(
                List.of(user), Duration.ofHours(1).toSeconds(), List.of("feed:*"), List.of(), List.of());
        this.token = requireNonNull(platform.client().tokens(request).get(user));
        this.client = HeliographClient.builder(url, _ -> token).build();
        var _ = client.subscribe(ChannelName.ofUser(user), Start.BEGINNING, notifications::take);
        var _ = client.subscribe(ChannelName.of("broadcast", "all"), Start.BEGINNING, forEveryone::take);
        var _ = client.subscribe(new ChannelName("timeline:" + user), Start.BEGINNING, this::showActivity);
    }

    public String user() {
        return user;
    }

    public void connect() {
        client.connect().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Ids of the events of the notifications that are on the screen, in the order in which they came. */
    public List<String> notifications() {
        return notifications.events();
    }

    public int notificationCount() {
        return notifications.count();
    }

    /** As {@link #notifications()}, of those that are for everyone. */
    public List<String> notificationsForEveryone() {
        return forEveryone.events();
    }

    /** Own ids of the activities that came to the screen, in their order. */
    public List<String> activities() {
        return List.copyOf(activities);
    }

    public int activityCount() {
        return activities.size();
    }

    public void follow(String feed) {
        changeFollowing("PUT", feed);
    }

    public void unfollow(String feed) {
        changeFollowing("DELETE", feed);
    }

    private void changeFollowing(String method, String feed) {
        HttpResponse<String> answer =
                send(request("/feeds/" + feed + "/followers/" + user).method(method, BodyPublishers.noBody()));
        if (answer.statusCode() != 204) {
            throw new IllegalStateException(method + " of " + user + " at " + feed + ": " + answer.body());
        }
    }

    /** All pages. */
    public Inbox inbox() {
        List<String> items = new ArrayList<>();
        JsonNode page = get("/notifications?limit=" + PAGE);
        int unread = page.required("unread").intValue();
        addItems(items, page, "/event/id");
        while (page.hasNonNull("next")) {
            page = get("/notifications?limit=" + PAGE + "&after="
                    + page.get("next").textValue());
            addItems(items, page, "/event/id");
        }
        return new Inbox(items, unread);
    }

    /** Own ids of the activities of all pages, the newest first. */
    public List<String> timeline() {
        List<String> items = new ArrayList<>();
        JsonNode page = get("/timeline?limit=" + PAGE);
        addItems(items, page, "/foreign_id");
        while (page.hasNonNull("next")) {
            page = get("/timeline?limit=" + PAGE + "&after=" + page.get("next").textValue());
            addItems(items, page, "/foreign_id");
        }
        return items;
    }

    private static void addItems(List<String> items, JsonNode page, String pointer) {
        StreamSupport.stream(page.required("items").spliterator(), false)
                .map(item -> item.at(pointer).textValue())
                .forEach(items::add);
    }

    private void showActivity(Message message) {
        if (message.type().equals("activity.added")) {
            activities.add(parse(message.data().text()).at("/foreign_id").textValue());
        }
    }

    private JsonNode get(String path) {
        HttpResponse<String> answer = send(request(path));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return parse(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return user;
    }
}
