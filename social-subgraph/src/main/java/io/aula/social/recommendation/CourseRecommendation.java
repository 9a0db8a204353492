package io.aula.social.recommendation;

import io.aula.social.graphql.Course;
import java.util.List;

/** As the schema has it. */
record CourseRecommendation(
        Course course, double score, RecommendationReason reason, List<Object> because, int support) {
    CourseRecommendation {
        because = List.copyOf(because);
    }

    static CourseRecommendation of(Candidate candidate) {
        return new CourseRecommendation(
                new Course(candidate.course()),
                candidate.score(),
                candidate.reason(),
                candidate.because(),
                candidate.support());
    }
}
