package io.aula.social.notification;

import java.util.Optional;
import java.util.stream.Stream;

/** How often somebody gets mail of what they were told and have not read; {@link NotificationSettings#period} says how often that is. */
enum EmailCadence {
    NEVER,
    /** Within minutes. */
    INSTANT,
    DAILY,
    WEEKLY;

    /** Nothing of a word of another version. */
    static Optional<EmailCadence> of(String word) {
        return Stream.of(values()).filter(each -> each.name().equals(word)).findFirst();
    }
}
