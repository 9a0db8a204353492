package io.aula.gateway.planner;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which visits must be over before others; kept up while visits become one, so that asking costs a bit. When each can begin is as it
 * was at first, but for those that became one: good enough to tell where another plan is worth a look.
 */
final class Ancestry {

    private final BitSet[] earlier;
    private final int[] waves;
    /** The wave of the first that waits for it. */
    private final int[] wanted;

    Ancestry(List<Visit> visits) {
        for (var i = 0; i < visits.size(); i++) {
            visits.get(i).number = i;
        }
        earlier = new BitSet[visits.size()];
        waves = new int[visits.size()];
        wanted = new int[visits.size()];
        visits.forEach(this::earlierThan);
        Arrays.fill(wanted, Integer.MAX_VALUE);
        for (var visit : visits) {
            var wave = waves[visit.number];
            visit.after.forEach(before -> wanted[before.number] = Math.min(wanted[before.number], wave));
        }
    }

    private BitSet earlierThan(Visit visit) {
        var number = visit.number;
        var known = earlier[number];
        if (known != null) {
            return known;
        }
        var all = new BitSet(earlier.length);
        for (var before : visit.after) {
            all.set(before.number);
            all.or(earlierThan(before));
            waves[number] = Math.max(waves[number], waves[before.number] + 1);
        }
        earlier[number] = all;
        return all;
    }

    /** How many visits must be over first. */
    int waitsFor(Visit visit) {
        return earlier[visit.number].cardinality();
    }

    boolean related(Visit a, Visit b) {
        return earlier[a.number].get(b.number) || earlier[b.number].get(a.number);
    }

    /** Whether somebody would wait longer if the two were one, because it waits for the earlier alone. */
    boolean wouldDelay(Visit a, Visit b) {
        return waves[a.number] < waves[b.number]
                ? wanted[a.number] <= waves[b.number]
                : wanted[b.number] <= waves[a.number];
    }

    /** From now on {@code into} waits for what either waited for, and whoever waited for either waits for all of that. */
    void merge(Visit into, Visit from) {
        var kept = into.number;
        var gone = from.number;
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
