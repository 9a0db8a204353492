package io.aula.social.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.CourseId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RankerTest {
    private static final CourseId A = new CourseId("crs_01DEMOCOURSEA0000000000000");
    private static final CourseId B = new CourseId("crs_01DEMOCOURSEB0000000000000");
    private static final CourseId C = new CourseId("crs_01DEMOCOURSEC0000000000000");

    private static Candidate of(CourseId course, double score, RecommendationReason reason) {
        return new Candidate(course, score, reason, List.of(reason.name()), 3);
    }

    @Test
    void scoresOfOneCourseAddUpAndItsStrongestReasonIsSaid() {
        List<Candidate> ranked = Ranker.rank(
                List.of(
                        of(A, 0.4, RecommendationReason.ALSO_SEEN),
                        of(B, 0.3, RecommendationReason.ALSO_SEEN),
                        of(B, 0.2, RecommendationReason.FOLLOWED_PERSON)),
                List.of(),
                10);
        assertThat(ranked).extracting(Candidate::course).containsExactly(B, A);
        assertThat(ranked.getFirst().reason()).isEqualTo(RecommendationReason.ALSO_SEEN);
        assertThat(ranked.getFirst().because()).containsExactly("ALSO_SEEN");
        assertThat(ranked.getFirst().score()).isEqualTo(0.5);
    }

    @Test
    void whatIsTrendingFillsUpOnlyAndIsThereOnce() {
        List<Candidate> trending =
                List.of(of(B, 900, RecommendationReason.TRENDING), of(C, 800, RecommendationReason.TRENDING));
        List<Candidate> ranked = Ranker.rank(List.of(of(B, 0.1, RecommendationReason.ALSO_SEEN)), trending, 10);
        assertThat(ranked).extracting(Candidate::course).containsExactly(B, C);
        assertThat(ranked.getFirst().reason()).isEqualTo(RecommendationReason.ALSO_SEEN);
        assertThat(Ranker.rank(List.of(), trending, 1)).hasSize(1);
    }

    @Test
    void ofEqualScoresTheOrderIsAlwaysTheSame() {
        List<Candidate> one =
                List.of(of(B, 0.5, RecommendationReason.ALSO_SEEN), of(A, 0.5, RecommendationReason.ALSO_SEEN));
        assertThat(Ranker.rank(one, List.of(), 10))
                .isEqualTo(Ranker.rank(one.reversed(), List.of(), 10))
                .extracting(Candidate::course)
                .containsExactly(A, B);
    }
}
