package io.aula.identity.privacy;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How long things take.
 *
 * @param closedBeforeErased between the end of all sign-ins and the erasure: longer than any access token lives, so that none writes
 *     anything after it
 * @param exportKept how long a file of one's own data can be fetched
 */
@Validated
@ConfigurationProperties("aula.privacy")
public record PrivacySettings(
        @NotNull Duration closedBeforeErased, @NotNull Duration exportKept) {}
