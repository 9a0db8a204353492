package io.aula.social.projection;

import io.aula.social.access.AccessGenerations;
import io.aula.social.inbox.InboxArchive;
import io.aula.social.projection.GraphGenerations.Stated;
import io.aula.social.review.ReviewArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Makes what is derived anew while it is read, from what its owners state again:
 *
 * <pre>
 *   begin ──► a new generation; all is still of the old one, and is answered from
 *   owners state ──► each thing enters the new one, over whatever was there, and then by version again
 *   end ──► when no less is of the new one than was stated: the rest goes
 * </pre>
 *
 * <p>Cut off anywhere, nothing is missing, and it can be begun again. Records are of no generation.
 */
@Component
class Rebuild {
    private final GraphGenerations graph;
    private final AccessGenerations access;
    private final ReviewArchive reviews;
    private final InboxArchive inbox;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Rebuild(GraphGenerations graph, AccessGenerations access, ReviewArchive reviews, InboxArchive inbox) {
        this.graph = graph;
        this.access = access;
        this.reviews = reviews;
        this.inbox = inbox;
    }

    /**
     * How far a rebuild is.
     *
     * @param stated how many of each kind are of its generation, in the store that has fewer
     */
    record Progress(long generation, Map<String, Long> stated) {
        Progress {
            stated = Map.copyOf(stated);
        }
    }

    /** Ended, or not yet. */
    sealed interface Outcome {
        /** @param swept how many of each kind nobody stated, and are gone or closed now */
        record Ended(Map<String, Long> swept) implements Outcome {
            public Ended {
                swept = Map.copyOf(swept);
            }
        }

        /** Another was begun since. */
        record Overtaken(long by) implements Outcome {}

        /** @param missing the kinds of which fewer arrived than were told */
        record Incomplete(List<String> missing) implements Outcome {
            public Incomplete {
                missing = List.copyOf(missing);
            }
        }
    }

    long begin() {
        oneAtATime.lock();
        try {
            long generation = graph.begin(access.latest());
            access.begin(generation);
            return generation;
        } finally {
            oneAtATime.unlock();
        }
    }

    Progress progress() {
        Stated stated = graph.stated();
        Map<String, Long> counts = new TreeMap<>(stated.counts());
        access.stated(stated.generation()).forEach((kind, count) -> counts.merge(kind, count, Math::min));
        return new Progress(stated.generation(), counts);
    }

    /** @param told how many of each kind their owners told of */
    Outcome end(long generation, Map<String, Long> told) {
        oneAtATime.lock();
        try {
            Progress progress = progress();
            if (progress.generation() != generation) {
                return new Outcome.Overtaken(progress.generation());
            }
            List<String> missing = new ArrayList<>();
            new TreeMap<>(progress.stated()).forEach((kind, count) -> {
                if (!told.containsKey(kind) || count < told.get(kind)) {
                    missing.add(kind);
                }
            });
            return missing.isEmpty() ? sweep(generation) : new Outcome.Incomplete(missing);
        } finally {
            oneAtATime.unlock();
        }
    }

    private Outcome sweep(long generation) {
        Map<String, Long> swept = new TreeMap<>(graph.sweep(generation));
        access.sweep(generation).forEach((kind, count) -> swept.merge(kind, count, Math::max));
        reviews.recountAll();
        inbox.lookAtAll();
        return new Outcome.Ended(swept);
    }
}
