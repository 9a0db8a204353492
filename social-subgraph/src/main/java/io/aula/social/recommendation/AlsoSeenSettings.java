package io.aula.social.recommendation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param every how often what changed is computed again
 * @param minSupport how many learners two courses must share before one is shown for the other
 */
@ConfigurationProperties("aula.also-seen")
record AlsoSeenSettings(Duration every, int minSupport) {
    AlsoSeenSettings {
        if (every.compareTo(Duration.ofMillis(100)) < 0 || minSupport < 1) {
            throw new IllegalArgumentException("aula.also-seen needs a positive interval and support");
        }
    }
}
