package io.aula.social.notification;

import io.aula.platform.id.UserId;
import io.aula.social.documents.Documents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other packages may ask of notifications. */
@Component
public class NotificationArchive {
    private final Notifications notifications;
    private final Preferences preferences;
    private final KnownBlocks blocks;

    NotificationArchive(Notifications notifications, Preferences preferences, KnownBlocks blocks) {
        this.notifications = notifications;
        this.preferences = preferences;
        this.blocks = blocks;
    }

    /** Takes away what an erased person was told and wished, and what others were told of them; a second time changes nothing. */
    public void forget(UserId person) {
        Documents.inBackground(() -> {
            notifications.forget(person);
            preferences.forget(person);
            blocks.forget(person);
        });
    }

    /**
     * What somebody was told, as they are told it.
     *
     * @param targets the ids of what it was about
     */
    public record Told(
            String id,
            String kind,
            List<String> targets,
            String at,
            @Nullable String readAt) {
        public Told {
            targets = List.copyOf(targets);
        }
    }

    /** In order behind a place. */
    public List<Told> toldTo(UserId person, String after, int most) {
        return notifications.of(person, after, most).stream()
                .map(told -> new Told(
                        told.id().text(),
                        told.kind().name(),
                        told.of().stream()
                                .map(Notification.Happening::target)
                                .distinct()
                                .toList(),
                        told.at().toString(),
                        told.readAt() == null ? null : told.readAt().toString()))
                .toList();
    }

    /** Mails that were asked for and that the broker has not confirmed. */
    public long countPending() {
        return preferences.events().count();
    }

    /** What somebody wishes not to be told of, and to be told of by mail. */
    public Map<String, Object> wishes(UserId person) {
        Preference said = preferences.of(person);
        Map<String, Object> wishes = new HashMap<>();
        if (!said.off().isEmpty()) {
            wishes.put("off", said.off().stream().sorted().toList());
        }
        if (!said.mail().isEmpty()) {
            wishes.put("mail", said.mail());
        }
        return wishes;
    }
}
