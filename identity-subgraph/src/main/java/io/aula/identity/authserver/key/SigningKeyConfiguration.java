package io.aula.identity.authserver.key;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.aula.identity.IdentityProperties;
import java.time.Clock;
import java.util.Base64;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class SigningKeyConfiguration {
    @Bean
    SigningKeyRing signingKeyRing(
            SigningKeys keys, IdentityProperties properties, TransactionTemplate transaction, Clock clock) {
        if (properties.keyEncryptionKey().isBlank()) {
            throw new IllegalStateException(
                    "AULA_KEY_ENCRYPTION_KEY is not set: give 32 random bytes in base64 (openssl rand -base64 32)");
        }
        byte[] key = Base64.getDecoder().decode(properties.keyEncryptionKey());
        return new SigningKeyRing(keys, new KeySealer(key), transaction, clock);
    }

    @Bean
    JWKSource<SecurityContext> jwkSource(SigningKeyRing ring) {
        return (selector, context) -> selector.select(new JWKSet(ring.published()));
    }

    /** Two live keys fit the header of a token equally well: the ring says which one signs. */
    @Bean
    JwtEncoder jwtEncoder(JWKSource<SecurityContext> source, SigningKeyRing ring) {
        NimbusJwtEncoder encoder = new NimbusJwtEncoder(source);
        encoder.setJwkSelector(candidates -> ring.signing());
        return encoder;
    }
}
