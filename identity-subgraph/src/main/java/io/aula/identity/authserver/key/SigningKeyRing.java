package io.aula.identity.authserver.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.aula.platform.id.Ids;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys that sign and the keys that still verify.
 *
 * <pre>
 *   made ──(published, 10 min)──▶ signs ──(30 days, then the next one signs)──▶ verifies ──(1 day)──▶ retired
 * </pre>
 */
public class SigningKeyRing {
    static final Duration SIGNS_FOR = Duration.ofDays(30);
    /** Longer than anybody caches our JWKS, so that no token is met before its key. */
    static final Duration PUBLISHED_BEFORE = Duration.ofMinutes(10);

    private static final Duration VERIFIES_AFTER = Duration.ofDays(1);
    private static final Duration CACHED = Duration.ofSeconds(30);

    private final SigningKeys keys;
    private final KeySealer sealer;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile @Nullable Loaded loaded;

    SigningKeyRing(SigningKeys keys, KeySealer sealer, TransactionTemplate transaction, Clock clock) {
        this.keys = keys;
        this.sealer = sealer;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record RingKey(JWK jwk, Instant notBefore) {}

    private record Loaded(List<RingKey> keys, Instant at) {}

    /** Every key a verifier may meet. */
    public List<JWK> published() {
        return current().stream().map(RingKey::jwk).toList();
    }

    /** The newest key whose time has come. */
    public JWK signing() {
        return newestReady(current(), clock.instant())
                .orElseThrow(() -> new IllegalStateException("No signing key is ready"))
                .jwk();
    }

    /** Makes the first key at once, and each next one a little before it is needed. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT0S")
    public void ensureKeys() {
        transaction.executeWithoutResult(status -> {
            keys.lock();
            Instant now = clock.instant();
            List<SigningKeys.SealedKey> live = keys.live(now);
            if (live.isEmpty()) {
                make(now);
            } else if (live.getFirst().notBefore().plus(SIGNS_FOR).isBefore(now.plus(PUBLISHED_BEFORE))) {
                make(now.plus(PUBLISHED_BEFORE));
            }
        });
        loaded = null;
    }

    /**
     * A rotation by hand.
     *
     * @param signsFrom when the new key takes over
     * @param verifiesUntil when tokens of the keys before are worth nothing any more
     */
    public record Rotation(String kid, Instant signsFrom, Instant verifiesUntil) {}

    /**
     * Publishes a further key now, signs with it after {@link #PUBLISHED_BEFORE}, and lets the keys before verify for a day more: longer
     * than any token lives. One that waits already to sign is not overtaken: asked twice, it is done once.
     */
    public Rotation rotate() {
        Instant now = clock.instant();
        return rotate(now, now.plus(PUBLISHED_BEFORE));
    }

    Rotation rotate(Instant now, Instant signsFrom) {
        Rotation rotation = Objects.requireNonNull(transaction.execute(status -> {
            keys.lock();
            return keys.live(now).stream()
                    .filter(key -> key.notBefore().isAfter(now))
                    .findFirst()
                    .map(waiting -> new Rotation(waiting.kid(), waiting.notBefore(), retire(waiting.notBefore())))
                    .orElseGet(() -> new Rotation(make(signsFrom), signsFrom, retire(signsFrom)));
        }));
        loaded = null;
        return rotation;
    }

    private Instant retire(Instant next) {
        Instant until = next.plus(VERIFIES_AFTER);
        keys.retireOlder(next, until);
        return until;
    }

    private String make(Instant signsFrom) {
        try {
            RSAKey key = new RSAKeyGenerator(2048)
                    .keyID(Ids.next("key"))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            keys.insert(
                    new SigningKeys.SealedKey(
                            key.getKeyID(),
                            JWSAlgorithm.RS256.getName(),
                            sealer.seal(key.getKeyID(), key.toJSONString()),
                            signsFrom,
                            signsFrom.plus(SIGNS_FOR).plus(VERIFIES_AFTER)),
                    key.toPublicJWK().toJSONString());
            return key.getKeyID();
        } catch (JOSEException failure) {
            throw new IllegalStateException("Making a signing key failed", failure);
        }
    }

    private List<RingKey> current() {
        Loaded known = loaded;
        Instant now = clock.instant();
        if (known != null && known.at().plus(CACHED).isAfter(now)) {
            return known.keys();
        }
        List<RingKey> fresh = load(now);
        if (newestReady(fresh, now).isEmpty()) {
            ensureKeys();
            fresh = load(now);
        }
        loaded = new Loaded(fresh, now);
        return fresh;
    }

    private List<RingKey> load(Instant now) {
        return keys.live(now).stream().map(this::open).toList();
    }

    private static Optional<RingKey> newestReady(List<RingKey> keys, Instant now) {
        return keys.stream().filter(key -> !key.notBefore().isAfter(now)).findFirst();
    }

    private RingKey open(SigningKeys.SealedKey key) {
        try {
            return new RingKey(JWK.parse(sealer.open(key.kid(), key.sealed())), key.notBefore());
        } catch (ParseException failure) {
            throw new IllegalStateException("Signing key " + key.kid() + " is not a JWK", failure);
        }
    }
}
