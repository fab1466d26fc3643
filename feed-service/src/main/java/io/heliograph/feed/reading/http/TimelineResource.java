package io.heliograph.feed.reading.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.feed.history.Heads;
import io.heliograph.feed.page.CursorCodec;
import io.heliograph.feed.page.Part;
import io.heliograph.feed.page.Place;
import io.heliograph.feed.page.Unseen;
import io.heliograph.feed.page.Window;
import io.heliograph.feed.problem.http.ProblemException;
import io.heliograph.feed.publishing.kafka.DeliveryWorker;
import io.heliograph.feed.reading.Grants;
import io.heliograph.feed.store.postgres.FollowRows;
import io.heliograph.feed.store.postgres.Item;
import io.heliograph.feed.store.postgres.ListRows;
import io.heliograph.feed.store.postgres.UnseenRows;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The user's own timeline: what was done in the feeds that the user follows. */
@Path("/timeline")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public final class TimelineResource {
    private final ListRows lists;
    private final FollowRows follows;
    private final UnseenRows unseen;
    private final Heads heads;
    private final CursorCodec cursors;
    private final DeliveryWorker worker;
    private final ChannelKinds kinds;
    private final JsonWebToken token;

    TimelineResource(
            ListRows lists,
            FollowRows follows,
            UnseenRows unseen,
            Heads heads,
            CursorCodec cursors,
            DeliveryWorker worker,
            ChannelKinds kinds,
            JsonWebToken token) {
        this.lists = lists;
        this.follows = follows;
        this.unseen = unseen;
        this.heads = heads;
        this.cursors = cursors;
        this.worker = worker;
        this.kinds = kinds;
        this.token = token;
    }

    @GET
    @RunOnVirtualThread
    public JsonNode timeline(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @QueryParam("before") @Nullable String before,
            @QueryParam("grouped") @DefaultValue("false") boolean grouped) {
        String user = token.getSubject();
        ChannelName channel = channel(user);
        Window window = Asked.window(cursors, user, channel.value(), limit, after, before);
        Position position = heads.head(channel);
        Part<Item> items = lists.timeline(user, window);
        Unseen count = unseen.of(user);
        Grants grants = TokenGrants.of(token, kinds);
        ObjectNode page = new PageJson(cursors, grants, channel).of(items, window, position, grouped);
        ArrayNode merged = page.putArray("merged");
        follows.mergingOf(user).stream()
                .map(feed -> new ChannelName("feed:" + feed))
                .filter(grants::mayRead)
                .forEach(feed -> merged.add(feed.value()));
        ObjectNode counted = page.putObject("unseen").put("unseen", count.count());
        if (count.more()) {
            counted.put("more", true);
        }
        return page;
    }

    /** The feeds that the user follows, in the order of their ids. */
    @GET
    @Path("/follows")
    @RunOnVirtualThread
    public JsonNode follows() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("follows");
        follows.of(token.getSubject())
                .forEach(follow -> list.addObject()
                        .put("feed", follow.feed())
                        .put("since", follow.since().toString()));
        return answer;
    }

    /** @param body {@code {"upTo":"<id of an activity>"}}; without one, up to the newest. What was seen stays seen */
    @PUT
    @Path("/seen")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public void see(@Nullable JsonNode body) {
        String user = token.getSubject();
        upTo(user, body).ifPresent(place -> {
            if (unseen.see(user, place)) {
                worker.wake();
            }
        });
    }

    private Optional<Place> upTo(String user, @Nullable JsonNode body) {
        JsonNode id = body == null ? null : body.get("upTo");
        if (id == null) {
            return lists.timeline(user, Window.first(1)).items().stream()
                    .map(Item::place)
                    .findFirst();
        }
        try {
            Optional<Place> place = lists.placeOnTimeline(user, UUID.fromString(id.asText()));
            if (place.isPresent()) {
                return place;
            }
        } catch (IllegalArgumentException _) {
            // as an id that nothing has
        }
        throw new ProblemException(ProblemCode.NOT_FOUND, "no activity of the timeline has this id");
    }

    private static ChannelName channel(String user) {
        try {
            return ChannelName.of("timeline", user);
        } catch (IllegalArgumentException _) {
            throw new ProblemException(ProblemCode.INVALID_CHANNEL, "this subject is too long to have a timeline");
        }
    }
}
