package io.aula.social.review;

import io.aula.platform.security.Caller;
import io.aula.social.graphql.Course;
import io.aula.social.graphql.UserError;
import io.aula.social.review.ReviewService.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Reviews as they are written, answered and taken back. */
@Controller
class ReviewMutations {
    private final ReviewService service;

    ReviewMutations(ReviewService service) {
        this.service = service;
    }

    /** @param course whose rating may be another now */
    record ReviewPayload(@Nullable Review review, @Nullable Course course, List<UserError> userErrors) {}

    @MutationMapping
    ReviewPayload reviewCourse(@Argument ReviewCourseInput input) {
        return payload(service.review(Caller.require(), input));
    }

    @MutationMapping
    ReviewPayload deleteReview(@Argument String id) {
        return payload(service.withdraw(Caller.require(), id));
    }

    @MutationMapping
    ReviewPayload replyToReview(@Argument String id, @Argument @Nullable String bodyMarkdown) {
        return payload(service.reply(Caller.require(), id, bodyMarkdown));
    }

    private static ReviewPayload payload(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Review review) -> new ReviewPayload(review, new Course(review.courseId()), List.of());
            case Outcome.Gone(var course) -> new ReviewPayload(null, new Course(course), List.of());
            case Outcome.Voted voted -> new ReviewPayload(null, null, List.of());
            case Outcome.Refused(Refusal why) -> new ReviewPayload(null, null, List.of(Refusals.error(why)));
        };
    }
}
