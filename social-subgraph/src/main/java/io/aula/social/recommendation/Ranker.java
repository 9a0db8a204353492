package io.aula.social.recommendation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.aula.platform.id.CourseId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts what the sources found into one order. Pure.
 *
 * <pre>
 *   also seen        y 0.5 (x)  ┐
 *   followed people  y 0.2 (Ana)├─►  y 0.7, for its strongest reason: also seen, (x)
 *   trending         z          ┘    z, which only fills up what is left
 * </pre>
 */
final class Ranker {
    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingDouble(Candidate::score)
            .reversed()
            .thenComparing(candidate -> candidate.course().text());

    private Ranker() {}

    /** @param trending in their order; of use only where the personal ones are too few */
    static List<Candidate> rank(List<Candidate> personal, List<Candidate> trending, int first) {
        Map<CourseId, List<Candidate>> byCourse =
                personal.stream().collect(groupingBy(Candidate::course, LinkedHashMap::new, toList()));
        Set<CourseId> known = new LinkedHashSet<>(byCourse.keySet());
        return Stream.concat(
                        byCourse.values().stream().map(Ranker::together).sorted(BEST_FIRST),
                        trending.stream().filter(candidate -> known.add(candidate.course())))
                .limit(first)
                .toList();
    }

    /** The scores add up; one reason is said, that which weighs most. */
    private static Candidate together(List<Candidate> ofOneCourse) {
        Candidate strongest = ofOneCourse.stream().min(BEST_FIRST).orElseThrow();
        double score = ofOneCourse.stream().mapToDouble(Candidate::score).sum();
        return new Candidate(
                strongest.course(), Math.min(1.0, score), strongest.reason(), strongest.because(), strongest.support());
    }
}
