package io.aula.social.notification;

import io.aula.platform.id.NotificationId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What somebody is told, as it is stored: everything of a group that happened while they had not read it. All that is shown follows
 * from the set of what happened, so that the order in which it came changes nothing.
 *
 * @param userId who is told
 * @param groupKey what belongs together: what it is about, with its kind
 * @param epoch of this group, counted up at each beginning
 * @param of what happened, each once
 * @param at when the latest of it did
 * @param readAt null while it is unread
 * @param toldAt when the person was last told of any of it, which is later than it happened; null for what is older than this field
 */
@Document("notifications")
record Notification(
        @Id NotificationId id,
        UserId userId,
        NotificationKind kind,
        String groupKey,
        int epoch,
        List<Happening> of,
        Instant at,
        @Nullable Instant readAt,
        @Nullable Instant toldAt) {
    private static final Comparator<Happening> LATEST_FIRST =
            Comparator.comparing(Happening::at).thenComparing(Happening::key).reversed();

    /**
     * Something that happened.
     *
     * @param key by which the same is known when it is told again
     * @param actor who did it; null when nobody in particular
     * @param target the id of what to look at
     */
    record Happening(String key, @Nullable UserId actor, String target, Instant at) {}

    /** Who did it, the latest first, each once. */
    List<UserId> people() {
        return of.stream()
                .sorted(LATEST_FIRST)
                .map(Happening::actor)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The id of the latest. */
    String target() {
        return of.stream().min(LATEST_FIRST).map(Happening::target).orElse("");
    }
}
