package io.aula.identity.authserver;

import io.aula.identity.IdentityProperties;
import io.aula.identity.account.Account;
import io.aula.identity.integrator.OAuthClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** Access tokens that come of no grant, for a person who tries out a program of their own. */
@Component
public final class AccessTokens {
    private final JwtEncoder encoder;
    private final String issuer;
    private final Clock clock;

    AccessTokens(JwtEncoder encoder, IdentityProperties properties, Clock clock) {
        this.encoder = encoder;
        this.issuer = properties.issuer();
        this.clock = clock;
    }

    /** It names no sign-in, so that no act that wants a password goes by it, and it cannot be renewed. */
    public AccessToken make(Account person, OAuthClient client, Collection<String> scopes) {
        Instant now = clock.instant();
        Instant end = now.plus(ClientRegistry.ACCESS_TOKEN);
        List<String> held = scopes.stream().sorted().toList();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(issuer)
                .subject(person.id().text())
                .audience(List.of(TokenClaims.AUDIENCE))
                .issuedAt(now)
                .notBefore(now)
                .expiresAt(end)
                .id(UUID.randomUUID().toString())
                .claim("scope", held)
                .claim("roles", person.roles().stream().sorted().map(Enum::name).toList())
                .claim("epoch", person.tokenEpoch())
                .claim("client_id", client.id())
                .build();
        JwsHeader header =
                JwsHeader.with(SignatureAlgorithm.RS256).type("at+jwt").build();
        return new AccessToken(
                encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue(), end, held);
    }

    /** @param end by our own clock */
    public record AccessToken(String value, Instant end, List<String> scopes) {
        @Override
        public String toString() {
            return "AccessToken[" + end + ", " + scopes + "]";
        }
    }
}
