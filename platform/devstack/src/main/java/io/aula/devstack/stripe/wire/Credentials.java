package io.aula.devstack.stripe.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The account's one secret key, given as a bearer token or as the name in basic authentication. */
record Credentials(String secretKey) {

    void require(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            throw StripeFailure.unauthorized(
                    "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth"
                            + " (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        }
        String given = key(authorization);
        if (!MessageDigest.isEqual(bytes(given), bytes(secretKey))) {
            throw StripeFailure.unauthorized("Invalid API Key provided: " + masked(given));
        }
    }

    private static String key(String authorization) {
        if (authorization.startsWith("Bearer ")) {
            return authorization.substring(7).strip();
        }
        if (authorization.startsWith("Basic ")) {
            try {
                byte[] decoded =
                        Base64.getDecoder().decode(authorization.substring(6).strip());
                return new String(decoded, StandardCharsets.UTF_8).split(":", -1)[0];
            } catch (IllegalArgumentException e) {
                return "";
            }
        }
        return "";
    }

    /** Stripe shows the beginning and the last four. */
    private static String masked(String key) {
        return key.length() <= 12
                ? "*".repeat(key.length())
                : key.substring(0, 8) + "*".repeat(key.length() - 12) + key.substring(key.length() - 4);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
