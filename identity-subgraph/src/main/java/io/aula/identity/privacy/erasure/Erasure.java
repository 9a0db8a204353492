package io.aula.identity.privacy.erasure;

import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That somebody is to be forgotten, and how far that is.
 *
 * @param address where they are written to when it is done; null from then on
 * @param eraseAfter nothing is erased before
 * @param erasedAt when this service forgot them and told the others
 * @param doneAt when all others had confirmed
 */
record Erasure(
        UserId person,
        @Nullable String address,
        String locale,
        Instant askedAt,
        Instant eraseAfter,
        @Nullable Instant erasedAt,
        @Nullable Instant doneAt,
        Set<Store> confirmed) {

    /** Others who keep something of people. */
    enum Store {
        COURSES,
        COMMENTS,
        GRAPH
    }

    /** As the schema has it. */
    enum Step {
        PAYMENTS,
        ACCOUNT,
        COURSES,
        COMMENTS,
        GRAPH
    }

    Erasure {
        confirmed = Set.copyOf(confirmed);
    }

    boolean isConfirmedByAll() {
        return confirmed.containsAll(EnumSet.allOf(Store.class));
    }

    /** @param isAtRest whether nothing is under way that needs the account */
    List<Step> waitingFor(boolean isAtRest) {
        EnumSet<Step> steps = EnumSet.noneOf(Step.class);
        if (erasedAt == null) {
            steps.add(Step.ACCOUNT);
            if (!isAtRest) {
                steps.add(Step.PAYMENTS);
            }
        }
        EnumSet.allOf(Store.class).stream()
                .filter(store -> !confirmed.contains(store))
                .map(store -> Step.valueOf(store.name()))
                .forEach(steps::add);
        return List.copyOf(steps);
    }
}
