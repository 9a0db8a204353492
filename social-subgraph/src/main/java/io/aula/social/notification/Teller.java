package io.aula.social.notification;

import static java.util.stream.Collectors.toSet;

import io.aula.platform.id.UserId;
import io.aula.platform.messaging.LiveBus;
import io.aula.social.access.ErasedPeople;
import io.aula.social.documents.Turns;
import io.aula.social.notification.Notification.Happening;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells people of something, once: those who want to hear of it, neither of themselves, nor of whom they block or are blocked by but for a course's announcements, nor after their account is erased. */
@Component
class Teller {
    private final Notifications notifications;
    private final Preferences preferences;
    private final ErasedPeople erased;
    private final KnownBlocks blocks;
    private final LiveBus live;
    private final Turns turns = new Turns();

    Teller(
            Notifications notifications,
            Preferences preferences,
            ErasedPeople erased,
            KnownBlocks blocks,
            LiveBus live) {
        this.notifications = notifications;
        this.preferences = preferences;
        this.erased = erased;
        this.blocks = blocks;
        this.live = live;
    }

    /** The routing key of what is new for the person. */
    static String news(UserId person) {
        return "notification." + person;
    }

    /** @param about what its notifications have in common: what it is about */
    void tell(Set<UserId> people, NotificationKind kind, String about, Happening happening) {
        Set<UserId> others = people.stream()
                .filter(person -> !person.equals(happening.actor()))
                .collect(toSet());
        if (others.isEmpty() || isGone(happening)) {
            return;
        }
        Set<UserId> hearing = new HashSet<>(preferences.wanting(kind, others));
        hearing.removeAll(erased.among(hearing));
        // what a course tells all who are in it is no matter between two people
        if (happening.actor() != null && kind != NotificationKind.ANNOUNCEMENT) {
            hearing.removeAll(blocks.apart(happening.actor(), hearing));
        }
        for (UserId person : hearing) {
            turns.of(person, () -> notifications.add(person, kind, kind + ":" + about, happening))
                    .ifPresent(told -> publish(person, told));
        }
        forgetTheGone(hearing, happening);
    }

    private boolean isGone(Happening happening) {
        return happening.actor() != null
                && !erased.among(Set.of(happening.actor())).isEmpty();
    }

    private void publish(UserId person, Notification told) {
        live.publish(news(person), Map.of("notificationId", told.id().text()));
    }

    /** Who was erased at this moment is looked for once more, since their erasure may have passed here before. */
    private void forgetTheGone(Set<UserId> told, Happening happening) {
        Set<UserId> named = new HashSet<>(told);
        Optional.ofNullable(happening.actor()).ifPresent(named::add);
        erased.among(named).forEach(notifications::forget);
    }
}
