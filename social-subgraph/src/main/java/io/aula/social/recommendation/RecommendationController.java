package io.aula.social.recommendation;

import io.aula.platform.security.Caller;
import io.aula.social.graphql.Course;
import io.aula.social.graphql.Pages;
import io.aula.social.graphql.User;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

@Controller
class RecommendationController {
    private final Recommendations recommendations;

    RecommendationController(Recommendations recommendations) {
        this.recommendations = recommendations;
    }

    enum RecommendationReason {
        ALSO_SEEN
    }

    record CourseRecommendation(Course course, double score, RecommendationReason reason, int support) {}

    @SchemaMapping
    List<CourseRecommendation> alsoSeen(Course course, @Argument int first) {
        return recommendations.alsoSeen(course.id(), Pages.size(first)).stream()
                .map(seen -> new CourseRecommendation(
                        new Course(seen.courseId()), seen.score(), RecommendationReason.ALSO_SEEN, seen.support()))
                .toList();
    }

    @SchemaMapping
    List<User> friendsEnrolled(Course course, @Argument int first) {
        return recommendations.friendsEnrolled(Caller.require().userId(), course.id(), Pages.size(first)).stream()
                .map(User::new)
                .toList();
    }
}
