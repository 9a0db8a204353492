package io.aula.social.notification;

import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Envelope;
import io.aula.platform.outbox.Relay;
import io.aula.platform.telemetry.TraceContext;
import io.aula.social.documents.PendingEvent;
import io.aula.social.forum.ForumArchive;
import io.aula.social.notification.Notifications.Fresh;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Asks for mails of what people were told and have not read. That a mail was asked for, and until when it tells, is one write in their
 * preferences: of several instances one asks, and a start after a crash asks for nothing again.
 */
@Component
class Digests implements SmartLifecycle {
    static final String MAIL_REQUESTED = "mail.requested";

    private static final Logger LOG = LoggerFactory.getLogger(Digests.class);
    private static final int PEOPLE_AT_ONCE = 100;
    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_ITEMS = 20;
    private static final int LONGEST_TITLE = 200;

    private final Preferences preferences;
    private final Notifications notifications;
    private final ForumArchive forums;
    private final Envelope envelope;
    private final Relay relay;
    private final NotificationSettings settings;
    private final Clock clock;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    Digests(
            Preferences preferences,
            Notifications notifications,
            ForumArchive forums,
            Envelope envelope,
            @Qualifier("digestRelay") Relay relay,
            NotificationSettings settings,
            Clock clock) {
        this.preferences = preferences;
        this.notifications = notifications;
        this.forums = forums;
        this.envelope = envelope;
        this.relay = relay;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("digests").start(this::loop);
    }

    private void loop() {
        while (running) {
            try {
                TimeUnit.MILLISECONDS.sleep(settings.mailEvery().toMillis());
                askForAll(clock.instant().minus(settings.mailSettles()));
            } catch (InterruptedException e) {
                running = false;
            } catch (RuntimeException e) {
                LOG.warn("Mails of what people have not read wait for the next round: {}", e.toString());
            }
        }
    }

    /** Each is looked at once; of whom that fails waits for the next time, and holds up nobody behind them. */
    private void askForAll(Instant until) {
        Optional<Preference> last = Optional.empty();
        for (int i = 0; i < MOST_ROUNDS; i++) {
            List<Preference> due = preferences.due(until, last, PEOPLE_AT_ONCE);
            due.forEach(each -> tryToAskFor(each, until));
            if (due.size() < PEOPLE_AT_ONCE) {
                return;
            }
            last = Optional.of(due.getLast());
        }
    }

    private void tryToAskFor(Preference preference, Instant until) {
        try {
            askFor(preference, until);
        } catch (DataAccessResourceFailureException away) {
            throw away; // nobody else's would come further
        } catch (RuntimeException e) {
            LOG.warn("The mail for {} waits for the next round", preference.id(), e);
        }
    }

    private void askFor(Preference preference, Instant until) {
        Set<EmailCadence> due = preference.due(until, settings);
        List<Fresh> fresh = due.stream()
                .map(cadence -> new Fresh(
                        preference.id(), preference.mailedBy(cadence), preference.mailedUntil(cadence), until))
                .toList();
        List<Notification> unread = fresh.stream()
                .flatMap(each -> notifications.unread(each, MOST_ITEMS).stream())
                .sorted(Comparator.comparing(Notification::at).reversed())
                .limit(MOST_ITEMS)
                .toList();
        // counted only where there may be more
        int all = unread.size() < MOST_ITEMS
                ? unread.size()
                : fresh.stream().mapToInt(notifications::countUnread).sum();
        Optional<PendingEvent> event = unread.isEmpty()
                ? Optional.empty()
                : Optional.of(request(preference.id(), unread, all - unread.size(), until));
        if (preferences.tell(preference, preference.told(due, until, settings), event) && event.isPresent()) {
            relay.wake();
        }
    }

    /** @param more how many there are besides, all of which the pages show */
    private PendingEvent request(UserId person, List<Notification> unread, int more, Instant until) {
        List<ThreadId> threads = unread.stream()
                .flatMap(told -> ThreadId.parse(told.target()).stream())
                .toList();
        Map<ThreadId, String> titles = forums.titles(threads, person);
        List<Map<String, Object>> items = new ArrayList<>();
        for (Notification told : unread) {
            Map<String, Object> item = new HashMap<>(Map.of("kind", told.kind().name()));
            item.putAll(Map.of("count", told.of().size(), "at", told.at().toString()));
            ThreadId.parse(told.target())
                    .map(titles::get)
                    .filter(title -> title.length() <= LONGEST_TITLE)
                    .ifPresent(title -> item.put("title", title));
            items.add(item);
        }
        Map<String, Object> data = new HashMap<>(Map.of("template", "notifications.digest", "userId", person.text()));
        data.putAll(Map.of("items", items, "path", "/notifications"));
        if (more > 0) {
            data.put("more", more);
        }
        Envelope.Sealed sealed = envelope.seal(MAIL_REQUESTED, person.text(), until.toEpochMilli(), data);
        return new PendingEvent(
                sealed.id(),
                MAIL_REQUESTED,
                sealed.json(),
                TraceContext.current().orElse(null));
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
