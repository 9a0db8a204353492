package io.aula.gateway.planner;

import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which visits must be over before others; kept up while visits become one, so that asking costs a bit. When each can begin is as it
 * was at first, but for those that became one: good enough to tell where another plan is worth a look.
 */
final class Ancestry {

    private final Map<Visit, Integer> numbers = new IdentityHashMap<>();
    private final BitSet[] earlier;
    private final int[] waves;
    /** The wave of the first that waits for it. */
    private final int[] wanted;

    Ancestry(List<Visit> visits) {
        visits.forEach(visit -> numbers.put(visit, numbers.size()));
        earlier = new BitSet[visits.size()];
        waves = new int[visits.size()];
        wanted = new int[visits.size()];
        visits.forEach(this::earlierThan);
        Arrays.fill(wanted, Integer.MAX_VALUE);
        for (var visit : visits) {
            var wave = waves[number(visit)];
            visit.after.forEach(before -> wanted[number(before)] = Math.min(wanted[number(before)], wave));
        }
    }

    private BitSet earlierThan(Visit visit) {
        var number = number(visit);
        var known = earlier[number];
        if (known != null) {
            return known;
        }
        var all = new BitSet(earlier.length);
        for (var before : visit.after) {
            all.set(number(before));
            all.or(earlierThan(before));
            waves[number] = Math.max(waves[number], waves[number(before)] + 1);
        }
        earlier[number] = all;
        return all;
    }

    private int number(Visit visit) {
        return java.util.Objects.requireNonNull(numbers.get(visit));
    }

    /** How many visits must be over first. */
    int waitsFor(Visit visit) {
        return earlier[number(visit)].cardinality();
    }

    boolean related(Visit a, Visit b) {
        return earlier[number(a)].get(number(b)) || earlier[number(b)].get(number(a));
    }

    /** Whether somebody would wait longer if the two were one, because it waits for the earlier alone. */
    boolean wouldDelay(Visit a, Visit b) {
        return waves[number(a)] < waves[number(b)]
                ? wanted[number(a)] <= waves[number(b)]
                : wanted[number(b)] <= waves[number(a)];
    }

    /** From now on {@code into} waits for what either waited for, and whoever waited for either waits for all of that. */
    void merge(Visit into, Visit from) {
        var kept = number(into);
        var gone = number(from);
        earlier[kept].or(earlier[gone]);
        waves[kept] = Math.max(waves[kept], waves[gone]);
        wanted[kept] = Math.min(wanted[kept], wanted[gone]);
        for (var other : earlier) {
            if (other.get(kept) || other.get(gone)) {
                other.or(earlier[kept]);
                other.set(kept);
            }
        }
    }
}
