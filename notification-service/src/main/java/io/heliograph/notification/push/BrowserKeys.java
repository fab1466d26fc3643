package io.heliograph.notification.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a browser generated to encrypt for it (RFC 8291 §2). The point is checked to be on the curve: a shared secret made with
 * another one could be guessed, and would tell about our key (RFC 8291 §7).
 */
public final class BrowserKeys {
    public static final int POINT_BYTES = 65;
    public static final int SECRET_BYTES = 16;

    private static final byte UNCOMPRESSED = 4;
    private static final int COORDINATE_BYTES = 32;
    private static final EllipticCurve CURVE = curve();
    private static final BigInteger PRIME = ((ECFieldFp) CURVE.getField()).getP();

    private final byte[] point;
    private final byte[] secret;

    /** @throws IllegalArgumentException when they are no such keys; the message is for the client and holds none of them */
    public BrowserKeys(byte[] point, byte[] secret) {
        if (point.length != POINT_BYTES || point[0] != UNCOMPRESSED || !isOnCurve(point)) {
            throw new IllegalArgumentException(
                    "keys.p256dh must be an uncompressed point on P-256 of " + POINT_BYTES + " bytes");
        }
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("keys.auth must have " + SECRET_BYTES + " bytes, has " + secret.length);
        }
        this.point = point.clone();
        this.secret = secret.clone();
    }

    /** Both in base64url, as {@code PushSubscription.toJSON()} has them. */
    public static BrowserKeys parse(String p256dh, String auth) {
        return new BrowserKeys(decode("keys.p256dh", p256dh), decode("keys.auth", auth));
    }

    /** {@code p256dh}: the browser's public key. */
    public byte[] point() {
        return point.clone();
    }

    /** {@code auth}: known to the browser and its application only. */
    public byte[] secret() {
        return secret.clone();
    }

    private static byte[] decode(String name, String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(name + " must be base64url");
        }
    }

    private static boolean isOnCurve(byte[] point) {
        BigInteger x = new BigInteger(1, point, 1, COORDINATE_BYTES);
        BigInteger y = new BigInteger(1, point, 1 + COORDINATE_BYTES, COORDINATE_BYTES);
        if (x.compareTo(PRIME) >= 0 || y.compareTo(PRIME) >= 0) {
            return false;
        }
        BigInteger right = x.multiply(x).add(CURVE.getA()).multiply(x).add(CURVE.getB());
        return y.multiply(y).subtract(right).mod(PRIME).signum() == 0; // y² = x³ + ax + b
    }

    private static EllipticCurve curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class).getCurve();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BrowserKeys that
                && Arrays.equals(point, that.point)
                && Arrays.equals(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(point);
    }

    @Override
    public String toString() {
        return "BrowserKeys[redacted]";
    }
}
