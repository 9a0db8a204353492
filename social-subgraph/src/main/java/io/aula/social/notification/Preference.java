package io.aula.social.notification;

import static java.util.stream.Collectors.toSet;

import io.aula.platform.id.UserId;
import io.aula.social.documents.PendingEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What one person does not want to be told, and wants by mail, as it is stored. Kinds and cadences are kept as words: one that another
 * version of this service wrote is left alone and leaves nobody without the rest.
 *
 * @param off the kinds that are not shown in the pages
 * @param mail how often a kind is told by mail too, never {@code NEVER}
 * @param mailed until when each cadence has told what happened
 * @param dueAt when the next mail may be; null where none is wanted
 * @param mailSetAt when any mail was last asked for
 * @param v counted up at each change of what concerns mail; null in what is older than this field
 * @param pending events that the broker has not confirmed yet
 */
@Document("notification_preferences")
record Preference(
        @Id UserId id,
        Set<String> off,
        Map<String, String> mail,
        Map<String, Instant> mailed,
        @Nullable Instant dueAt,
        @Nullable Instant mailSetAt,
        @Nullable Integer v,
        List<PendingEvent> pending) {
    Preference {
        off = Optional.ofNullable(off).map(Set::copyOf).orElse(Set.of());
        mail = Optional.ofNullable(mail).map(Map::copyOf).orElse(Map.of());
        mailed = Optional.ofNullable(mailed).map(Map::copyOf).orElse(Map.of());
        pending = Optional.ofNullable(pending).map(List::copyOf).orElse(List.of());
    }

    static Preference nothingSaid(UserId person) {
        return new Preference(person, Set.of(), Map.of(), Map.of(), null, null, null, List.of());
    }

    /** As it is first kept: whoever still knows of nothing said changes nothing of it. */
    Preference kept() {
        return new Preference(id, off, mail, mailed, dueAt, mailSetAt, 1, pending);
    }

    boolean isOff(NotificationKind kind) {
        return off.contains(kind.name());
    }

    EmailCadence mailOf(NotificationKind kind) {
        return EmailCadence.of(mail.getOrDefault(kind.name(), "")).orElse(EmailCadence.NEVER);
    }

    /** The kinds that are shown in the pages and told so often by mail. */
    Set<NotificationKind> mailedBy(EmailCadence cadence) {
        return Stream.of(NotificationKind.values())
                .filter(kind -> !isOff(kind) && mailOf(kind) == cadence)
                .collect(toSet());
    }

    /** Of which cadences it is time. */
    Set<EmailCadence> due(Instant now, NotificationSettings settings) {
        return cadences()
                .filter(cadence -> !next(cadence, settings).isAfter(now))
                .collect(toSet());
    }

    private Stream<EmailCadence> cadences() {
        return mail.values().stream()
                .flatMap(word -> EmailCadence.of(word).stream())
                .distinct();
    }

    private Instant next(EmailCadence cadence, NotificationSettings settings) {
        return mailedUntil(cadence).plus(settings.period(cadence));
    }

    Instant mailedUntil(EmailCadence cadence) {
        return mailed.getOrDefault(cadence.name(), Instant.EPOCH);
    }

    private Preference with(
            Map<String, String> wanted,
            Map<String, Instant> told,
            @Nullable Instant setAt,
            NotificationSettings settings) {
        Preference next = new Preference(id, off, wanted, told, null, setAt, v, pending);
        Instant due = next.cadences()
                .map(cadence -> next.next(cadence, settings))
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Preference(id, off, wanted, told, due, setAt, v, pending);
    }

    /** What happens from now on is told by mail so often, or not. */
    Preference wishing(NotificationKind kind, EmailCadence cadence, Instant now, NotificationSettings settings) {
        Map<String, String> wanted = new HashMap<>(mail);
        Map<String, Instant> told = new HashMap<>(mailed);
        if (cadence == EmailCadence.NEVER) {
            wanted.remove(kind.name());
        } else {
            if (!wanted.containsValue(cadence.name())) {
                told.put(cadence.name(), now);
            }
            wanted.put(kind.name(), cadence.name());
        }
        return with(wanted, told, now, settings);
    }

    /** Told until then, by those cadences. */
    Preference told(Set<EmailCadence> by, Instant until, NotificationSettings settings) {
        Map<String, Instant> told = new HashMap<>(mailed);
        by.forEach(cadence -> told.put(cadence.name(), until));
        return with(mail, told, mailSetAt, settings);
    }
}
