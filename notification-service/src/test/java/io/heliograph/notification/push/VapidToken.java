package io.heliograph.notification.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in the {@code Authorization} header of a message, checked as a push service does (RFC 8292 §2, §3). */
public record VapidToken(JsonNode claims, String key) {
    private static final Pattern HEADER = Pattern.compile("vapid t=([^ ,]+), ?k=([A-Za-z0-9_-]+)");
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Fails when the token is not signed with the key that it comes with. */
    public static VapidToken verify(String authorization, Browser browser)
            throws GeneralSecurityException, IOException {
        Matcher header = HEADER.matcher(authorization);
        if (!header.matches()) {
            throw new GeneralSecurityException("the header must be vapid t=…, k=…, is " + authorization);
        }
        String[] parts = header.group(1).split("\\.", -1);
        byte[] key = Base64.getUrlDecoder().decode(header.group(2));
        JsonNode algorithm = MAPPER.readTree(Base64.getUrlDecoder().decode(parts[0]));
        if (!algorithm.path("alg").textValue().equals("ES256")) {
            throw new GeneralSecurityException("the algorithm must be ES256");
        }
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(browser.publicKey(key));
        signature.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
        if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
            throw new GeneralSecurityException("the signature must be that of the key");
        }
        return new VapidToken(MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1])), header.group(2));
    }
}
