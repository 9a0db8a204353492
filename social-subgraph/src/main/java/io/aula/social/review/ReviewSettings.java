package io.aula.social.review;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param perMinute how many courses one person may review within a minute */
@ConfigurationProperties("aula.reviews")
record ReviewSettings(int perMinute) {
    ReviewSettings {
        if (perMinute < 1) {
            throw new IllegalArgumentException("aula.reviews.per-minute must be at least 1");
        }
    }
}
