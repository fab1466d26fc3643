package io.heliograph.document.version.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.json.PlainText;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.document.access.Access;
import io.heliograph.document.access.http.AskedDocument;
import io.heliograph.document.access.http.TokenGrants;
import io.heliograph.document.editing.UpdateEngine;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.StoredDocument;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.problem.http.ProblemException;
import io.heliograph.document.version.Version;
import io.heliograph.document.version.Versions;
import io.heliograph.document.version.Versions.Kept;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Versions of a document: whoever may write it names its present state, whoever may read it shows it again. */
@Path("/documents/{name}/versions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public final class VersionResource {
    private static final int CREATED = 201;
    private static final int MAX_NAME_LENGTH = 255;

    private final Versions versions;
    private final DocumentLog log;
    private final UpdateEngine engine;
    private final JsonWebToken token;

    VersionResource(Versions versions, DocumentLog log, UpdateEngine engine, JsonWebToken token) {
        this.versions = versions;
        this.log = log;
        this.engine = engine;
        this.token = token;
    }

    /** The newest first. */
    @GET
    @RunOnVirtualThread
    public JsonNode list(@PathParam("name") String name) {
        DocumentName document = allowed(Access.READ, name);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        versions.of(document).orElseThrow(AskedDocument::notFound).forEach(version -> list.add(json(version)));
        return JsonNodeFactory.instance.objectNode().set("versions", list);
    }

    /** @param body {@code {"name":"Final"}} */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response keep(@PathParam("name") String name, @Nullable JsonNode body) {
        DocumentName document = allowed(Access.WRITE, name);
        String title = body == null ? "" : body.path("name").asText();
        if (!PlainText.isValid(title, MAX_NAME_LENGTH)) {
            throw new ProblemException(
                    ProblemCode.MALFORMED, "name must have 1 to %d characters".formatted(MAX_NAME_LENGTH));
        }
        StoredDocument stored = log.read(document);
        byte[] snapshot = engine.knowledgeOf(engine.merge(stored.parts())).snapshot();
        return switch (versions.keep(document, title, token.getSubject(), stored.sequence(), snapshot)) {
            case Kept.Stored(Version version) ->
                Response.status(CREATED).entity(json(version)).build();
            case Kept.NoSuchDocument _ -> throw AskedDocument.notFound();
            case Kept.TooMany _ ->
                throw new ProblemException(
                        ProblemCode.TOO_LARGE, "a document has at most %d versions".formatted(Versions.MAX_VERSIONS));
        };
    }

    /** What {@code Y.decodeSnapshot} takes. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RunOnVirtualThread
    public byte[] snapshot(@PathParam("name") String name, @PathParam("id") String id) {
        DocumentName document = allowed(Access.READ, name);
        return versions.snapshot(document, number(id)).orElseThrow(AskedDocument::notFound);
    }

    private DocumentName allowed(Access access, String name) {
        return AskedDocument.of(name, TokenGrants.of(token), (grants, asked) -> grants.allows(access, asked));
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException _) {
            throw AskedDocument.notFound();
        }
    }

    private static ObjectNode json(Version version) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", Long.toString(version.id()))
                .put("name", version.name())
                .put("author", version.author())
                .put("sequence", version.sequence())
                .put("createdAt", version.createdAt().toString());
        return version.length() == null ? json : json.put("length", version.length());
    }
}
