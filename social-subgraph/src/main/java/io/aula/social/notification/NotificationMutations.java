package io.aula.social.notification;

import io.aula.platform.graphql.Messages;
import io.aula.platform.id.NotificationId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.security.Caller;
import io.aula.social.graphql.UserError;
import io.aula.social.notification.NotificationController.NotificationPreference;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** What the caller has read, and what they want to be told. */
@Controller
class NotificationMutations {
    private static final int MOST = 100;

    private final Notifications notifications;
    private final Preferences preferences;
    private final LiveBus live;
    private final Clock clock;

    NotificationMutations(Notifications notifications, Preferences preferences, LiveBus live, Clock clock) {
        this.notifications = notifications;
        this.preferences = preferences;
        this.live = live;
        this.clock = clock;
    }

    record NotificationsPayload(int unreadCount, List<UserError> userErrors) {}

    /** What is not given stays. */
    record NotificationPreferenceInput(
            NotificationKind kind,
            @Nullable Boolean inApp,
            @Nullable EmailCadence email) {}

    record NotificationPreferencePayload(NotificationPreference preference, List<UserError> userErrors) {}

    /** What is not the caller's is not there, and so read already. */
    @MutationMapping
    NotificationsPayload markNotificationsRead(
            @Argument @Nullable List<String> ids, @Argument @Nullable Instant allBefore) {
        UserId me = Caller.require().user();
        if ((ids == null) == (allBefore == null) || (ids != null && ids.size() > MOST)) {
            return new NotificationsPayload(notifications.countUnread(me), List.of(howMany()));
        }
        Instant now = clock.instant();
        if (ids != null) {
            notifications.read(
                    me,
                    ids.stream()
                            .flatMap(id -> NotificationId.parse(id).stream())
                            .toList(),
                    now);
        }
        if (allBefore != null) {
            notifications.readAllUntil(me, allBefore, now);
        }
        live.publish(Teller.news(me), Map.of());
        return new NotificationsPayload(notifications.countUnread(me), List.of());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static UserError howMany() {
        return UserError.invalid(
                Messages.of(
                        "Di cuáles, como mucho " + MOST + ", o hasta cuándo: una de las dos cosas.",
                        "Say which, at most " + MOST + ", or until when: one of the two."),
                "ids");
    }

    @MutationMapping
    NotificationPreferencePayload setNotificationPreference(@Argument NotificationPreferenceInput input) {
        UserId me = Caller.require().user();
        if (input.inApp() != null) {
            preferences.set(me, input.kind(), input.inApp());
        }
        if (input.email() != null) {
            preferences.setMail(me, input.kind(), input.email(), now());
        }
        return new NotificationPreferencePayload(
                NotificationPreference.of(input.kind(), preferences.of(me)), List.of());
    }
}
