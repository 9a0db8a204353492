package io.aula.social.recommendation;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What to see next, and what people say of it. */
@Service
class RecommendationService {
    private static final Duration OF_LATE = Duration.ofDays(90);
    private static final int MOST = 100;

    private final Candidates candidates;
    private final Wishes wishes;
    private final Clock clock;

    RecommendationService(Candidates candidates, Wishes wishes, Clock clock) {
        this.candidates = candidates;
        this.wishes = wishes;
        this.clock = clock;
    }

    /** The best first. Who stands apart is told what anybody is. */
    List<Candidate> recommended(UserId me, int first) {
        List<Candidate> personal = wishes.isApart(me)
                ? List.of()
                : Stream.of(
                                candidates.seenBeside(me),
                                candidates.ofFollowed(me, clock.instant().minus(OF_LATE)),
                                candidates.nextConcepts(me))
                        .flatMap(List::stream)
                        .toList();
        List<Candidate> trending = personal.size() >= MOST ? List.of() : candidates.trending(me.text(), null, MOST);
        return Ranker.rank(personal, trending, first);
    }

    /** @param language as {@code es}; null for any */
    List<Candidate> trending(@Nullable String language, int first) {
        return candidates.trending("", language, first);
    }

    /** False when there is no such course. */
    boolean dismiss(UserId me, CourseId course, boolean isUnwanted) {
        return isUnwanted ? wishes.dismiss(me, course, clock.instant()) : wishes.wantAgain(me, course, clock.instant());
    }

    boolean takesPart(UserId me) {
        return !wishes.isApart(me);
    }

    void takePart(UserId me, boolean takesPart) {
        wishes.setApart(me, !takesPart, clock.instant());
    }
}
