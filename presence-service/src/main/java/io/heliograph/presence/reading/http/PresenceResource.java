package io.heliograph.presence.reading.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.PlainText;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.presence.membership.MemberValues;
import io.heliograph.presence.membership.OccupancyState;
import io.heliograph.presence.membership.postgres.MemberRows;
import io.heliograph.presence.membership.postgres.OccupancyRows;
import io.heliograph.presence.problem.http.ProblemException;
import io.heliograph.presence.reading.Grants;
import io.heliograph.presence.status.PersonState;
import io.heliograph.presence.status.StatusValues;
import io.heliograph.presence.status.postgres.PersonRows;
import io.heliograph.presence.status.postgres.VisibilityChoices;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Statuses and members for those who hold no connection, or want more than those on screen. What is told is what channels are told. */
@Path("/presence")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public final class PresenceResource {
    static final int MAX_USERS = 200;

    private static final int MAX_USER_LENGTH = 255;
    private static final int MAX_LISTED = 1_000;

    private final PersonRows people;
    private final MemberRows members;
    private final OccupancyRows occupancies;
    private final VisibilityChoices choices;
    private final UserPartitions partitions;
    private final ChannelKinds kinds;
    private final InstantSource clock;
    private final JsonWebToken token;

    PresenceResource(
            PersonRows people,
            MemberRows members,
            OccupancyRows occupancies,
            VisibilityChoices choices,
            UserPartitions partitions,
            ChannelKinds kinds,
            InstantSource clock,
            JsonWebToken token) {
        this.people = people;
        this.members = members;
        this.occupancies = occupancies;
        this.choices = choices;
        this.partitions = partitions;
        this.kinds = kinds;
        this.clock = clock;
        this.token = token;
    }

    /**
     * The statuses of users, in the order asked for. Whoever is unknown, was never seen or may not be seen has none: these look alike.
     *
     * @param users 1 to {@value #MAX_USERS}
     */
    @GET
    @RunOnVirtualThread
    public JsonNode statuses(@QueryParam("user") List<String> users) {
        Set<String> asked = new LinkedHashSet<>(users);
        if (asked.isEmpty()
                || asked.size() > MAX_USERS
                || !asked.stream().allMatch(user -> PlainText.isValid(user, MAX_USER_LENGTH))) {
            throw new ProblemException(
                    ProblemCode.MALFORMED, "ask for 1 to " + MAX_USERS + " users, as ?user=ann&user=bob");
        }
        Grants grants = TokenGrants.of(token, kinds);
        Map<String, PersonState> states =
                people.of(asked.stream().filter(grants::maySee).toList());
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        asked.forEach(user -> list.add(status(user, states.get(user), user.equals(grants.user()))));
        return JsonNodeFactory.instance.objectNode().set("users", list);
    }

    /** @param body {@code {"invisible":true|false}} */
    @PUT
    @Path("/status")
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public void choose(@Nullable JsonNode body) {
        JsonNode invisible = body == null ? null : body.get("invisible");
        if (invisible == null || !invisible.isBoolean()) {
            throw new ProblemException(ProblemCode.MALFORMED, "send {\"invisible\":true} or {\"invisible\":false}");
        }
        String user = token.getSubject();
        choices.choose(user, partitions.of(user), invisible.booleanValue(), clock.instant());
    }

    /** The members of a channel, or how many they are. */
    @GET
    @Path("/channels/{channel}")
    @RunOnVirtualThread
    public JsonNode members(@PathParam("channel") String channel) {
        if (!ChannelName.isValid(channel)) {
            throw new ProblemException(ProblemCode.INVALID_CHANNEL, "a channel is kind:id");
        }
        if (!TokenGrants.of(token, kinds).maySeeMembers(new ChannelName(channel))) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "no grant for this channel, or nobody can enter it");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("channel", channel);
        OccupancyState occupancy = occupancies.of(List.of(channel)).get(channel);
        if (occupancy != null && occupancy.counted() && occupancy.reported() != null) {
            answer.set("occupancy", MemberValues.occupancyJson(occupancy.reported()));
            return answer;
        }
        ArrayNode list = answer.putArray("members");
        members.ofChannel(channel, MAX_LISTED).forEach((key, state) -> {
            if (state.isMember()) {
                list.add(MemberValues.memberJson(key.user(), state.shown()));
            }
        });
        return answer;
    }

    private static ObjectNode status(String user, @Nullable PersonState state, boolean own) {
        ObjectNode json = state == null || state.shown() == null
                ? JsonNodeFactory.instance.objectNode().put("user", user)
                : StatusValues.json(user, state.shown());
        if (own) {
            json.put("invisible", state != null && state.invisibleSince() != null);
        }
        return json;
    }
}
