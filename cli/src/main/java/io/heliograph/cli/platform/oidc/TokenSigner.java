package io.heliograph.cli.platform.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Turns what a token says into a JWT access token (RFC 9068) signed with RS256. Safe for concurrent use. */
public final class TokenSigner {
    private final SigningKey key;
    private final String issuer;

    /** @param issuer the URL that the tokens name as their issuer */
    public TokenSigner(SigningKey key, String issuer) {
        this.key = key;
        this.issuer = issuer;
    }

    public String issuer() {
        return issuer;
    }

    public String sign(AccessToken token) {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(key.key().getKeyID())
                        .build(),
                claims(token));
        try {
            jwt.sign(new RSASSASigner(key.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("an RSA key signs RS256", e);
        }
        return jwt.serialize();
    }

    private JWTClaimsSet claims(AccessToken token) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(List.of(token.audience()))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(token.issuedAt()))
                .notBeforeTime(Date.from(token.issuedAt()))
                .expirationTime(Date.from(token.expiresAt()));
        token.subject().ifPresent(claims::subject);
        if (!token.subscribe().isEmpty() || !token.publish().isEmpty()) {
            claims.claim("channels", Map.of("subscribe", token.subscribe(), "publish", token.publish()));
        }
        if (!token.events().isEmpty()) {
            claims.claim("events", token.events());
        }
        if (!token.documents().equals(DocumentPatterns.NONE)) {
            claims.claim("documents", token.documents().claim());
        }
        return claims.build();
    }
}
