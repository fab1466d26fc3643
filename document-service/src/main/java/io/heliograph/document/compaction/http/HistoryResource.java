package io.heliograph.document.compaction.http;

import io.heliograph.document.access.DocumentGrants;
import io.heliograph.document.access.http.AskedDocument;
import io.heliograph.document.access.http.TokenGrants;
import io.heliograph.document.compaction.HistoryErasure;
import io.heliograph.document.name.DocumentName;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** What was deleted in a document: whoever may manage it erases it. */
@Path("/documents/{name}/history")
@Authenticated
public final class HistoryResource {
    private static final Logger LOG = Logger.getLogger(HistoryResource.class);

    private final HistoryErasure erasure;
    private final JsonWebToken token;

    HistoryResource(HistoryErasure erasure, JsonWebToken token) {
        this.erasure = erasure;
        this.token = token;
    }

    /** @param versions whether those are erased, too; what they show stays otherwise */
    @DELETE
    @RunOnVirtualThread
    public void erase(@PathParam("name") String name, @QueryParam("versions") @DefaultValue("false") boolean versions) {
        DocumentName document = AskedDocument.of(name, TokenGrants.of(token), DocumentGrants::mayManage);
        if (!erasure.erase(document, versions)) {
            throw AskedDocument.notFound();
        }
        LOG.infof("history.erased document=%s versions=%s", document, versions);
    }
}
