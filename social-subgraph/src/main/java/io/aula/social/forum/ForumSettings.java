package io.aula.social.forum;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param perMinute how many threads one author may begin within a minute */
@ConfigurationProperties("aula.forum")
record ForumSettings(int perMinute) {
    ForumSettings {
        if (perMinute < 1) {
            throw new IllegalArgumentException("aula.forum.per-minute must be at least 1");
        }
    }
}
