package io.heliograph.document.issuing.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.json.PlainText;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.document.access.Access;
import io.heliograph.document.access.DocumentGrants;
import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.access.Revocation;
import io.heliograph.document.access.Revocations;
import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.access.http.AskedDocument;
import io.heliograph.document.access.http.TokenGrants;
import io.heliograph.document.editing.Rooms;
import io.heliograph.document.issuing.TokenIssuer;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.problem.http.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Issues tokens for one document to those whose access token allows it, and revokes them. */
@Path("/documents/tokens")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public final class TokenResource {
    private static final Logger LOG = Logger.getLogger(TokenResource.class);
    private static final int MAX_USER_LENGTH = 255;

    private final TokenIssuer issuer;
    private final TokenCodec codec;
    private final Revocations revocations;
    private final Rooms rooms;
    private final InstantSource clock;
    private final JsonWebToken token;

    TokenResource(
            TokenIssuer issuer,
            TokenCodec codec,
            Revocations revocations,
            Rooms rooms,
            InstantSource clock,
            JsonWebToken token) {
        this.issuer = issuer;
        this.codec = codec;
        this.revocations = revocations;
        this.rooms = rooms;
        this.clock = clock;
        this.token = token;
    }

    /** @param body {@code {"document":"notes/plan","access":"read"|"write"}} */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response issue(@Nullable JsonNode body) {
        DocumentName document = AskedDocument.of(text(body, "document"));
        Access access = Access.ofWireName(text(body, "access"))
                .orElseThrow(() -> new ProblemException(ProblemCode.MALFORMED, "access must be read or write"));
        DocumentToken issued = issuer.issue(
                        TokenGrants.of(token),
                        document,
                        access,
                        clock.instant(),
                        Instant.ofEpochSecond(token.getExpirationTime()))
                .orElseThrow(AskedDocument::forbidden);
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("token", codec.sign(issued))
                .put("document", document.value())
                .put("access", access.wireName())
                .put(
                        "expiresAt",
                        Instant.ofEpochSecond(issued.expiresAt().getEpochSecond())
                                .toString());
        return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    /**
     * Ends what tokens for a document allow that were issued so far, and closes their connections.
     *
     * @param user whose tokens
     * @param everybody instead of a user; said aloud, so that a user who is forgotten does not put out all
     */
    @DELETE
    @RunOnVirtualThread
    public void revoke(
            @QueryParam("document") @DefaultValue("") String document,
            @QueryParam("user") @DefaultValue("") String user,
            @QueryParam("everybody") @DefaultValue("false") boolean everybody) {
        if (everybody ? !user.isEmpty() : !PlainText.isValid(user, MAX_USER_LENGTH)) {
            throw new ProblemException(
                    ProblemCode.MALFORMED, "send user, the subject of tokens, or everybody=true: one of them");
        }
        DocumentName name = AskedDocument.of(document, TokenGrants.of(token), DocumentGrants::mayManage);
        revocations.add(name, new Revocation(everybody ? Optional.empty() : Optional.of(user), clock.instant()));
        rooms.decided(name);
        LOG.infof("tokens.revoked document=%s everybody=%b", name, everybody);
    }

    private static String text(@Nullable JsonNode body, String member) {
        return body == null ? "" : body.path(member).asText();
    }
}
