package io.aula.gateway.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Look-ups that nobody waits for go along with a later request to the same subgraph. There are no more waves than before.
 *
 * <pre>
 *   1  A(shops.@)  B(shops.@.owner)        1  B(shops.@.owner)
 *   2  A(shops.@.owner)               →    2  A(shops.@, shops.@.owner)
 * </pre>
 */
final class WaitForCompany {

    private final Map<Visit, Integer> levels;
    private final Map<Visit, Integer> latest = new HashMap<>();

    /** {@code levels} says in which wave each visit is, and is kept up. */
    WaitForCompany(List<Visit> visits, Map<Visit, Integer> levels) {
        this.levels = levels;
        for (var visit : visits) {
            var level = java.util.Objects.requireNonNull(levels.get(visit));
            visit.after.forEach(earlier -> latest.merge(earlier, level - 1, Math::min));
        }
    }

    void rewrite(SortedMap<Integer, Map<PlanBuilder.Group, List<Visit>>> waves) {
        var last = waves.lastKey();
        for (var wave = last - 1; wave >= 0; wave--) {
            var here = waves.get(wave);
            if (here == null || here.size() == 1) {
                // A wave of its own would be missed by those behind it.
                continue;
            }
            for (var group : List.copyOf(here.keySet())) {
                if (here.size() > 1 && group.entity()) {
                    move(group, here, waves.tailMap(wave + 1));
                }
            }
        }
    }

    private void move(
            PlanBuilder.Group group,
            Map<PlanBuilder.Group, List<Visit>> here,
            SortedMap<Integer, Map<PlanBuilder.Group, List<Visit>>> later) {
        var visits = java.util.Objects.requireNonNull(here.get(group));
        var limit = visits.stream()
                .mapToInt(visit -> latest.getOrDefault(visit, Integer.MAX_VALUE))
                .min()
                .orElse(0);
        for (var wave : later.entrySet()) {
            if (wave.getKey() > limit) {
                return;
            }
            var company = wave.getValue().get(group);
            if (company != null) {
                var together = new ArrayList<>(visits);
                together.addAll(company);
                wave.getValue().put(group, together);
                visits.forEach(visit -> levels.put(visit, wave.getKey()));
                here.remove(group);
                return;
            }
        }
    }
}
