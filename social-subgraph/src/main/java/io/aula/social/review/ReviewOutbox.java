package io.aula.social.review;

import io.aula.platform.id.CourseId;
import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.messaging.ConfirmedPublisher.Outgoing;
import io.aula.platform.outbox.PendingEvents;
import io.aula.platform.outbox.Relay;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Carries what the reviews' documents hold to the broker. */
@Component
class ReviewOutbox implements PendingEvents {
    private final Reviews reviews;
    private final Ratings ratings;
    private final ReviewEvents events;

    ReviewOutbox(Reviews reviews, Ratings ratings, ReviewEvents events) {
        this.reviews = reviews;
        this.ratings = ratings;
        this.events = events;
    }

    @Override
    public String name() {
        return "reviews";
    }

    @Override
    public List<Outgoing> oldest(int atMost, Set<String> without) {
        Set<String> topics = new HashSet<>(ReviewEvents.TOPICS);
        topics.removeAll(without);
        return oldestOf(topics, atMost);
    }

    @Override
    public List<Outgoing> oldest(int atMost, String ofRoutingKey) {
        return oldestOf(Set.of(ofRoutingKey), atMost);
    }

    private List<Outgoing> oldestOf(Set<String> topics, int atMost) {
        List<Review> found = reviews.events().with(topics, atMost);
        // a crash between a change and its count is made good here, before the event is forgotten
        Map<CourseId, Rating> counted = found.stream()
                .map(Review::courseId)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), ratings::recount));
        return found.stream()
                .flatMap(review -> review.pending().stream()
                        .filter(event -> topics.contains(event.topic()))
                        .map(event -> new Outgoing(
                                event.id(),
                                event.topic(),
                                events.withRating(event, Objects.requireNonNull(counted.get(review.courseId()))),
                                event.traceparent())))
                .toList();
    }

    @Override
    public void forget(List<String> ids) {
        reviews.events().forget(ids);
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Relay reviewRelay(ReviewOutbox outbox, ConfirmedPublisher publisher) {
            return new Relay(outbox, publisher);
        }
    }
}
