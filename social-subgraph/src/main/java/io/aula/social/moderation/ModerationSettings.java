package io.aula.social.moderation;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param heldAfter how many people have to report the same for it to be out of sight until it is decided */
@ConfigurationProperties("aula.moderation")
record ModerationSettings(int heldAfter) {
    ModerationSettings {
        if (heldAfter < 1) {
            throw new IllegalArgumentException("aula.moderation.held-after must be at least 1");
        }
    }
}
