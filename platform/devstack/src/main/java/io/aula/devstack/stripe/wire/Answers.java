package io.aula.devstack.stripe.wire;

import io.aula.devstack.stripe.ledger.Json;
import io.aula.devstack.stripe.ledger.Resource;
import io.aula.devstack.stripe.ledger.Work;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Idempotency keys: the same request under the same key gets the first answer, for a day. Only what began to be carried out is
 * remembered, a declined card too; a refused parameter is not.
 */
final class Answers {

    private static final long KEPT_SECONDS = 24 * 60 * 60;
    private static final int LONGEST_KEY = 255;
    private static final String TYPE = "_answer";

    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** Holds {@code key} until {@link #release}; refuses one that another request holds. */
    void hold(String key) {
        if (key.length() > LONGEST_KEY) {
            throw StripeFailure.invalid("Idempotency keys are at most 255 characters long.", "");
        }
        if (!key.isEmpty() && !underWay.add(key)) {
            throw StripeFailure.of(
                    409,
                    "idempotency_error",
                    "idempotency_key_in_use",
                    "There is currently another in-progress request using this Idempotent Key (that probably means you submitted"
                            + " twice, and the other request is still going through): " + key
                            + ". Please try again later.",
                    "");
        }
    }

    void release(String key) {
        underWay.remove(key);
    }

    /** The first answer, if there is one. */
    Optional<Answer> earlier(Work work, String key, String request) {
        Optional<Resource> kept = key.isEmpty() ? Optional.empty() : work.find(TYPE, id(key));
        Optional<Resource> fresh = kept.filter(
                each -> each.number("created") + KEPT_SECONDS > work.realNow().getEpochSecond());
        fresh.ifPresent(each -> {
            if (!each.is("request", digest(request))) {
                throw StripeFailure.of(
                        400,
                        "idempotency_error",
                        "",
                        "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using"
                                + " a key other than '" + key + "' if you meant to execute a different request.",
                        "");
            }
        });
        return fresh.map(each -> new Answer((int) each.number("status"), Resource.of(each.child("body"))));
    }

    /** @return false where there is no key */
    boolean remember(Work work, String key, String request, Answer answer) {
        if (key.isEmpty()) {
            return false;
        }
        work.save(Resource.of(Json.object(
                "id", id(key),
                "object", TYPE,
                "created", work.realNow().getEpochSecond(),
                "request", digest(request),
                "status", answer.status(),
                "body", answer.body())));
        return true;
    }

    private static String id(String key) {
        return TYPE + digest(key);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
