package io.aula.gateway.policy.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks access tokens against the issuer's published keys. Remembers genuine ones, because checking costs a signature. */
public final class TokenVerifier {

    private static final int REMEMBERED = 10_000;
    /** Keys live for weeks: an issuer that is away for an hour makes no token worthless. */
    private static final Duration OUTAGE = Duration.ofHours(4);

    private final DefaultJWTProcessor<SecurityContext> processor;
    private final Cache<String, Caller> genuine =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Clock clock;

    public TokenVerifier(JWKSource<SecurityContext> keys, String issuer, String audience, Clock clock) {
        this.clock = clock;
        processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"), JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256), keys));
        // The verifier asks its audiences whether they contain null, which Set.of answers by throwing.
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                new HashSet<>(Set.of(audience)),
                new JWTClaimsSet.Builder().issuer(issuer).build(),
                Set.of("sub", "exp"),
                Set.of()));
    }

    public static TokenVerifier remote(URI keys, String issuer, String audience, Clock clock) {
        try {
            var source = JWKSourceBuilder.create(keys.toURL())
                    .retrying(true)
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
            return new TokenVerifier(source, issuer, audience, clock);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Not a URL of keys: " + keys, e);
        }
    }

    /** The caller if this token has been checked before; never waits. */
    public Optional<Caller> remembered(String token) {
        return Optional.ofNullable(genuine.getIfPresent(token))
                .filter(caller -> caller.expiresAt().isAfter(clock.instant()));
    }

    /** Checks a token; may wait for the issuer's keys, so never on an event loop. */
    public Caller verify(String token) throws InvalidTokenException, KeysUnavailableException {
        try {
            var claims = processor.process(token, null);
            var expiry = claims.getExpirationTime().toInstant();
            if (expiry.isBefore(clock.instant().minusSeconds(60))) {
                throw new InvalidTokenException("The token has expired");
            }
            var caller = new Caller(claims.getSubject(), scopes(claims), expiry);
            genuine.put(token, caller);
            return caller;
        } catch (BadJOSEException | ParseException | IllegalArgumentException e) {
            throw new InvalidTokenException("The token is not valid");
        } catch (JOSEException e) {
            throw new KeysUnavailableException(e);
        }
    }

    private static Set<String> scopes(JWTClaimsSet claims) {
        var claim = claims.getClaim("scope");
        return switch (claim) {
            case String text -> new HashSet<>(Arrays.asList(text.trim().split(" +")));
            case List<?> list ->
                new HashSet<>(list.stream().map(String::valueOf).toList());
            case null, default -> Set.of();
        };
    }
}
