package io.aula.social.recommendation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param every how often it is counted again */
@ConfigurationProperties("aula.trending")
record TrendingSettings(Duration every) {
    TrendingSettings {
        if (every.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("aula.trending needs an interval of at least 100 ms");
        }
    }
}
