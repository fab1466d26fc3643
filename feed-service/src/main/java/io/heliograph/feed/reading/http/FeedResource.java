package io.heliograph.feed.reading.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.PlainText;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.feed.history.Heads;
import io.heliograph.feed.page.CursorCodec;
import io.heliograph.feed.page.Window;
import io.heliograph.feed.problem.http.ProblemException;
import io.heliograph.feed.reading.Grants;
import io.heliograph.feed.store.postgres.FollowRows;
import io.heliograph.feed.store.postgres.ListRows;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Pages of feeds, and who follows them. */
@Path("/feeds/{feed}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public final class FeedResource {
    private static final int MAX_USER_LENGTH = 120;

    private final ListRows lists;
    private final FollowRows follows;
    private final Heads heads;
    private final CursorCodec cursors;
    private final ChannelKinds kinds;
    private final JsonWebToken token;

    FeedResource(
            ListRows lists,
            FollowRows follows,
            Heads heads,
            CursorCodec cursors,
            ChannelKinds kinds,
            JsonWebToken token) {
        this.lists = lists;
        this.follows = follows;
        this.heads = heads;
        this.cursors = cursors;
        this.kinds = kinds;
        this.token = token;
    }

    @GET
    @Path("/activities")
    @RunOnVirtualThread
    public JsonNode activities(
            @PathParam("feed") String feed,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @QueryParam("before") @Nullable String before,
            @QueryParam("grouped") @DefaultValue("false") boolean grouped) {
        ChannelName channel = readable(feed);
        String user = token.getSubject();
        Window window = Asked.window(cursors, user, channel.value(), limit, after, before);
        Position position = heads.head(channel);
        return new PageJson(cursors, grants(), channel)
                .of(lists.feed(channel.id(), user, window), window, position, grouped);
    }

    /**
     * How many follow it; and who, for those who speak for the feed.
     *
     * @param after {@code next} of the page before: the last user on it
     */
    @GET
    @Path("/followers")
    @RunOnVirtualThread
    public JsonNode followers(
            @PathParam("feed") String feed,
            @QueryParam("list") @DefaultValue("false") boolean list,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @DefaultValue("") String after) {
        ChannelName channel = list ? managed(feed) : readable(feed);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("followers", follows.followers(channel.id()));
        return list ? listed(answer, channel, after, Asked.limit(limit)) : answer;
    }

    private ObjectNode listed(ObjectNode answer, ChannelName channel, String after, int limit) {
        if (!after.isEmpty() && !PlainText.isValid(after, MAX_USER_LENGTH)) {
            throw new ProblemException(ProblemCode.MALFORMED, "after is next of a page of the same list");
        }
        List<FollowRows.Follower> page = follows.followers(channel.id(), after, limit);
        ArrayNode users = answer.putArray("users");
        page.forEach(follower -> users.addObject()
                .put("user", follower.user())
                .put("since", follower.since().toString()));
        return page.size() == limit ? answer.put("next", page.getLast().user()) : answer;
    }

    @PUT
    @Path("/followers/{user}")
    @RunOnVirtualThread
    public void follow(@PathParam("feed") String feed, @PathParam("user") String user) {
        ChannelName channel = follower(feed, user);
        if (Grants.isFeedOf(channel, user)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "nobody follows what oneself does");
        }
        if (!follows.follow(channel.id(), user)) {
            throw new ProblemException(
                    ProblemCode.TOO_MANY_CHANNELS, "a user may follow %d feeds".formatted(FollowRows.MAX_FOLLOWS));
        }
    }

    @DELETE
    @Path("/followers/{user}")
    @RunOnVirtualThread
    public void unfollow(@PathParam("feed") String feed, @PathParam("user") String user) {
        ChannelName channel = Asked.feed(feed);
        // Ceasing to follow is one's own decision also after the grant was taken back.
        if (!user.equals(token.getSubject()) && !grants().mayManage(channel)) {
            throw forbidden();
        }
        follows.unfollow(channel.id(), user);
    }

    private ChannelName managed(String feed) {
        ChannelName channel = Asked.feed(feed);
        if (!grants().mayManage(channel)) {
            throw forbidden();
        }
        return channel;
    }

    private ChannelName readable(String feed) {
        ChannelName channel = Asked.feed(feed);
        if (!grants().mayRead(channel)) {
            throw forbidden();
        }
        return channel;
    }

    /** Who follows gets what is in the feed, so it takes the grant to read; whoever speaks for the feed lets others follow. */
    private ChannelName follower(String feed, String user) {
        ChannelName channel = Asked.feed(feed);
        if (!PlainText.isValid(user, MAX_USER_LENGTH)) {
            throw new ProblemException(ProblemCode.MALFORMED, "a user is the subject of an access token");
        }
        Grants grants = grants();
        boolean oneself = user.equals(grants.user()) && grants.mayRead(channel);
        if (!oneself && !grants.mayManage(channel)) {
            throw forbidden();
        }
        return channel;
    }

    private Grants grants() {
        return TokenGrants.of(token, kinds);
    }

    private static ProblemException forbidden() {
        return new ProblemException(ProblemCode.FORBIDDEN, "the token does not allow it");
    }
}
