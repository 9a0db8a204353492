package io.aula.social.recommendation;

import io.aula.platform.id.CourseId;
import java.util.List;

/**
 * A course that one source puts forward.
 *
 * @param because {@code Course}, {@code User} or {@code Concept}: what of the person's own leads there, the strongest first
 * @param support how many learners stand behind it
 */
record Candidate(CourseId course, double score, RecommendationReason reason, List<Object> because, int support) {
    Candidate {
        because = List.copyOf(because);
    }
}
