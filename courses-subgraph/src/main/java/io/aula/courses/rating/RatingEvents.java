package io.aula.courses.rating;

import io.aula.platform.id.CourseId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.MalformedEventException;
import java.math.BigDecimal;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What social tells of reviews. Needs no inbox: versions decide, and a second time changes nothing. */
@Component
class RatingEvents implements EventHandler {
    private static final int MOST_STARS = 5;

    private final Ratings ratings;

    RatingEvents(Ratings ratings) {
        this.ratings = ratings;
    }

    @Override
    public String queue() {
        return "courses.projection";
    }

    @Override
    public void handle(Event event) {
        switch (event.type()) {
            case "review.created", "review.updated", "review.removed" -> ratings.keep(told(event));
            default -> {} // the queue's bindings are wider than what is of use here
        }
    }

    private static RatingTold told(Event event) {
        JsonNode rating = event.data().path("rating");
        CourseId course = CourseId.parse(event.data().path("courseId").asString(""))
                .orElseThrow(() -> malformed(event, "names no course"));
        int count = rating.path("count").asInt(-1);
        BigDecimal average =
                rating.path("average").isNumber() ? rating.path("average").decimalValue() : null;
        boolean isRating = count >= 0
                && (average == null) == (count == 0)
                && (average == null || isOfStars(average))
                && rating.path("version").isIntegralNumber();
        if (!isRating) {
            throw malformed(event, "says of no rating what it is");
        }
        return new RatingTold(course, average, count, rating.path("version").asLong());
    }

    private static boolean isOfStars(BigDecimal average) {
        return average.compareTo(BigDecimal.ONE) >= 0 && average.compareTo(BigDecimal.valueOf(MOST_STARS)) <= 0;
    }

    private static MalformedEventException malformed(Event event, String how) {
        return new MalformedEventException(event.type() + " " + event.id() + " " + how);
    }
}
