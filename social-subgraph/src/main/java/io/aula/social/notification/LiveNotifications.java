package io.aula.social.notification;

import io.aula.platform.id.NotificationId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** What somebody is told, as it happens, and what they read on another device. */
@Controller
class LiveNotifications {
    private static final Logger LOG = LoggerFactory.getLogger(LiveNotifications.class);

    private final Notifications notifications;
    private final LiveBus live;

    LiveNotifications(Notifications notifications, LiveBus live) {
        this.notifications = notifications;
        this.live = live;
    }

    /** @param notification what is new; null at the beginning and when something was read */
    record NotificationNews(@Nullable Notification notification, int unreadCount) {}

    /** Begins with how it stands: who was cut off and comes again has missed nothing. */
    @SubscriptionMapping
    Flux<NotificationNews> notificationReceived() {
        UserId me = Caller.require().user();
        Flux<NotificationNews> news = live.subscribe(Teller.news(me)).concatMap(each -> told(() -> shown(each, me)));
        // listened to before it is counted, so that nothing falls between the two
        return Flux.merge(news, told(() -> new NotificationNews(null, notifications.countUnread(me))));
    }

    private static Mono<NotificationNews> told(Callable<NotificationNews> news) {
        return Mono.fromCallable(news)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(LiveNotifications::missed);
    }

    /** What could not be read is there after a reload; who listens goes on listening. */
    private static Mono<NotificationNews> missed(Throwable failure) {
        LOG.warn("A notification was not shown live: {}", failure.toString());
        return Mono.empty();
    }

    private NotificationNews shown(JsonNode news, UserId me) {
        Optional<NotificationId> id =
                NotificationId.parse(news.path("notificationId").asString(""));
        Notification notification = id.flatMap(which ->
                        notifications.byIds(me, List.of(which)).stream().findFirst())
                .orElse(null);
        return new NotificationNews(notification, notifications.countUnread(me));
    }
}
