package io.heliograph.document.catalog.http;

import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.document.access.Access;
import io.heliograph.document.access.http.AskedDocument;
import io.heliograph.document.access.http.TokenGrants;
import io.heliograph.document.catalog.Catalog;
import io.heliograph.document.catalog.DocumentDetails;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.StoredDocument;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.problem.http.ProblemException;
import io.heliograph.document.yjs.DocumentText;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The text of a document: for search, previews and notifications. */
@Path("/documents/{name}/text")
@Authenticated
@Singleton
public final class TextResource {
    private static final String PLAIN_TEXT = "text/plain;charset=UTF-8";

    /** The largest document takes some seconds and 800 MB; most take milliseconds. */
    private static final int AT_ONCE = 2;

    private static final int PATIENCE_SECONDS = 10;

    private final Catalog catalog;
    private final DocumentLog log;
    private final JsonWebToken token;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    TextResource(Catalog catalog, DocumentLog log, JsonWebToken token) {
        this.catalog = catalog;
        this.log = log;
        this.token = token;
    }

    /** @param root the name of a shared type; without it, the texts of all of them */
    @GET
    @Produces(PLAIN_TEXT)
    @RunOnVirtualThread
    public Response text(
            @PathParam("name") String name, @QueryParam("root") @Nullable String root, @Context Request request) {
        DocumentName document =
                AskedDocument.of(name, TokenGrants.of(token), (grants, asked) -> grants.allows(Access.READ, asked));
        DocumentDetails details = catalog.find(document).orElseThrow(AskedDocument::notFound);
        Response.ResponseBuilder unchanged =
                request.evaluatePreconditions(tag(details.summary().sequence()));
        return unchanged == null ? inTurn(document, root) : unchanged.build();
    }

    private Response inTurn(DocumentName document, @Nullable String root) {
        if (!awaitTurn()) {
            throw new ProblemException(ProblemCode.UNAVAILABLE, "too many texts are asked for; ask again later");
        }
        try {
            StoredDocument stored = log.read(document);
            DocumentText text = DocumentText.of(stored.parts())
                    .orElseThrow(() -> new ProblemException(
                            ProblemCode.TOO_LARGE, "it would take too long to put this document's text in order"));
            return Response.ok(root == null ? text.whole() : text.ofRoot(root))
                    .tag(tag(stored.sequence()))
                    .build();
        } finally {
            turns.release();
        }
    }

    private boolean awaitTurn() {
        try {
            return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static EntityTag tag(long sequence) {
        return new EntityTag(Long.toString(sequence));
    }
}
