package io.heliograph.document.catalog.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.document.access.Access;
import io.heliograph.document.access.DocumentGrants;
import io.heliograph.document.access.http.AskedDocument;
import io.heliograph.document.access.http.TokenGrants;
import io.heliograph.document.catalog.Catalog;
import io.heliograph.document.catalog.DocumentSummary;
import io.heliograph.document.editing.Rooms;
import io.heliograph.document.editing.UpdateEngine;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.problem.http.ProblemException;
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
import org.jboss.logging.Logger;

/** Which documents there are and what they are like; making and deleting them. */
@Path("/documents")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public final class DocumentResource {
    private static final Logger LOG = Logger.getLogger(DocumentResource.class);

    private static final String DEFAULT_LIMIT = "25";
    private static final int MAX_LIMIT = 100;

    private final Catalog catalog;
    private final DocumentLog log;
    private final UpdateEngine engine;
    private final Rooms rooms;
    private final JsonWebToken token;

    DocumentResource(Catalog catalog, DocumentLog log, UpdateEngine engine, Rooms rooms, JsonWebToken token) {
        this.catalog = catalog;
        this.log = log;
        this.engine = engine;
        this.rooms = rooms;
        this.token = token;
    }

    /** A page of the documents that may be read, by name. */
    @GET
    @RunOnVirtualThread
    public JsonNode list(
            @QueryParam("prefix") @DefaultValue("") String prefix,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue(DEFAULT_LIMIT) String limit) {
        int most = limit(limit);
        if (!isPart(prefix) || !isPart(after)) {
            throw new ProblemException(ProblemCode.MALFORMED, "prefix and after are parts of a document's name");
        }
        List<DocumentSummary> page = catalog.list(TokenGrants.of(token), prefix, after, most);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode documents = answer.putArray("documents");
        page.forEach(document -> documents.add(json(document)));
        return page.size() == most ? answer.put("next", page.getLast().name().value()) : answer;
    }

    @GET
    @Path("/{name}")
    @RunOnVirtualThread
    public JsonNode show(@PathParam("name") String name) {
        return catalog.find(readable(name))
                .map(details ->
                        json(details.summary()).put("bytes", details.bytes()).put("editors", details.editors()))
                .orElseThrow(AskedDocument::notFound);
    }

    /**
     * All of it as one update of Yjs.
     *
     * @param history whether with what was deleted, which only those may see who may write
     */
    @GET
    @Path("/{name}/update")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @RunOnVirtualThread
    public byte[] update(@PathParam("name") String name, @QueryParam("history") @DefaultValue("true") boolean history) {
        DocumentName document = history ? writable(name) : readable(name);
        if (catalog.find(document).isEmpty()) {
            throw AskedDocument.notFound();
        }
        List<byte[]> parts = log.read(document).parts();
        return history ? engine.merge(parts) : engine.mergeWithoutDeletedContent(parts);
    }

    /** Makes a document before its first edit, or anew after it was deleted. */
    @PUT
    @Path("/{name}")
    @RunOnVirtualThread
    public void create(@PathParam("name") String name) {
        catalog.create(writable(name));
    }

    @DELETE
    @Path("/{name}")
    @RunOnVirtualThread
    public void delete(@PathParam("name") String name) {
        DocumentName document = AskedDocument.of(name, TokenGrants.of(token), DocumentGrants::mayManage);
        if (!catalog.delete(document)) {
            throw AskedDocument.notFound();
        }
        rooms.decided(document);
        LOG.infof("document.deleted document=%s", document);
    }

    private DocumentName readable(String name) {
        return AskedDocument.of(name, TokenGrants.of(token), (grants, asked) -> grants.allows(Access.READ, asked));
    }

    private DocumentName writable(String name) {
        return AskedDocument.of(name, TokenGrants.of(token), (grants, asked) -> grants.allows(Access.WRITE, asked));
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // as one that is out of bounds
        }
        throw new ProblemException(ProblemCode.MALFORMED, "limit must be a number of 1 to " + MAX_LIMIT);
    }

    /** PostgreSQL takes no NUL in a text. */
    private static boolean isPart(String text) {
        return text.length() <= DocumentName.MAX_BYTES && text.chars().noneMatch(Character::isISOControl);
    }

    private static ObjectNode json(DocumentSummary document) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("document", document.name().value())
                .put("sequence", document.sequence())
                .put("createdAt", document.createdAt().toString())
                .put("changedAt", document.changedAt().toString());
    }
}
