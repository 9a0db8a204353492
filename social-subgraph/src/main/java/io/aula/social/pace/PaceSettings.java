package io.aula.social.pace;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param perMinute how many things one person may write within a minute: comments, posts, threads and reports together */
@ConfigurationProperties("aula.pace")
record PaceSettings(int perMinute) {
    PaceSettings {
        if (perMinute < 1) {
            throw new IllegalArgumentException("aula.pace.per-minute must be at least 1");
        }
    }
}
