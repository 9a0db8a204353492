package io.aula.social.review;

import io.aula.platform.id.CourseId;
import io.aula.platform.messaging.ConfirmedPublisher;
import io.aula.platform.outbox.Relay;
import io.aula.social.documents.DocumentOutbox;
import io.aula.social.documents.PendingEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Carries what the reviews' documents hold to the broker. */
@Component
class ReviewOutbox extends DocumentOutbox<Review> {
    private final Ratings ratings;
    private final ReviewEvents events;

    ReviewOutbox(Reviews reviews, Ratings ratings, ReviewEvents events) {
        super("reviews", ReviewEvents.TOPICS, reviews.events(), Review::pending);
        this.ratings = ratings;
        this.events = events;
    }

    /** Each with what its course is rated by now. */
    @Override
    protected BiFunction<Review, PendingEvent, String> telling(List<Review> found) {
        Map<CourseId, Rating> counted = found.stream()
                .map(Review::courseId)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), ratings::recount));
        return (review, event) -> events.withRating(event, Objects.requireNonNull(counted.get(review.courseId())));
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        Relay reviewRelay(ReviewOutbox outbox, ConfirmedPublisher publisher) {
            return new Relay(outbox, publisher);
        }
    }
}
