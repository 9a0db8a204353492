package io.aula.gateway.policy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {
    private static final String ISSUER = "http://localhost:8080";
    private final RSAKey key = newKey();
    private final TokenVerifier verifier = new TokenVerifier(
            new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK())), ISSUER, "aula-graph", Clock.systemUTC());

    @Test
    void aTokenOfTheIssuerForThisGraphIsACaller() throws Exception {
        assertThat(verifier.verify(token(key, "aula-graph", 60)).scopes()).containsExactly("courses:write");
    }

    @Test
    void aTokenForSomethingElseAnExpiredOneAndAForeignKeyAreRefused() throws Exception {
        for (String bad : List.of(
                token(key, "another-graph", 60),
                token(key, "aula-graph", -600),
                token(newKey(), "aula-graph", 60),
                "x.y.z")) {
            assertThatThrownBy(() -> verifier.verify(bad)).isInstanceOf(InvalidTokenException.class);
        }
    }

    @Test
    void keysThatCannotBeHadSayNothingOfTheToken() throws Exception {
        var away = TokenVerifier.remote(
                java.net.URI.create("http://127.0.0.1:1/jwks"), ISSUER, "aula-graph", Clock.systemUTC());
        var token = token(key, "aula-graph", 60);

        assertThatThrownBy(() -> away.verify(token)).isInstanceOf(KeysUnavailableException.class);
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("k1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(RSAKey key, String audience, long seconds) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(audience)
                        .subject("usr_1")
                        .claim("scope", List.of("courses:write"))
                        .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                        .build());
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }
}
