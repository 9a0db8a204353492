package io.aula.social.comment;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param perMinute how many comments one author may write within a minute */
@ConfigurationProperties("aula.comments")
record CommentSettings(int perMinute) {
    CommentSettings {
        if (perMinute < 1) {
            throw new IllegalArgumentException("aula.comments.per-minute must be at least 1");
        }
    }
}
