package io.aula.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What the service must be told.
 *
 * @param publicUrl the one address people and clients see; also the OAuth issuer
 * @param keyEncryptionKey base64 of 32 bytes that seal the signing keys
 * @param mailReplyTo where answers to mails go; empty for the sender's own address
 * @param gatewayKey base64url of the key with which the gateway signs whom it speaks for; empty to believe nobody
 */
@Validated
@ConfigurationProperties("aula.identity")
public record IdentityProperties(
        @NotNull URI publicUrl,
        String keyEncryptionKey,
        String spaClientSecret,
        String gatewayKey,
        @NotBlank String mailFrom,
        String mailReplyTo,
        @NotNull Duration signUpLinkLifetime) {

    /** The issuer, which by its specification never ends in a slash when it has no path. */
    public String issuer() {
        String url = publicUrl.toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
