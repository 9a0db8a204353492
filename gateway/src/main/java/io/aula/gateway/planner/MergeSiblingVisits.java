package io.aula.gateway.planner;

import io.aula.gateway.plan.Representation;
import io.aula.gateway.plan.RepresentationField;
import io.aula.gateway.plan.ResponsePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two visits to one subgraph for objects of one place become one, unless one needs the other.
 *
 * <pre>
 *   A(products.@) after P      →  A+B(products.@) after P, Q
 *   B(products.@) after P, Q
 * </pre>
 */
final class MergeSiblingVisits {

    private final boolean mayDelay;
    private boolean delays;

    /** {@code mayDelay} if a merge may make those wait longer who wait for the earlier of two visits alone. */
    MergeSiblingVisits(boolean mayDelay) {
        this.mayDelay = mayDelay;
    }

    /** Whether a merge made somebody wait longer. */
    boolean delays() {
        return delays;
    }

    private record Place(boolean entity, String subgraph, ResponsePath path, int part) {}

    List<Visit> rewrite(List<Visit> visits) {
        var places = siblings(visits);
        if (places.isEmpty()) {
            return visits;
        }
        var ancestry = new Ancestry(visits);
        var mergedInto = new HashMap<Visit, Visit>();
        for (var siblings : places) {
            mergeAll(siblings, ancestry, mergedInto);
        }
        if (mergedInto.isEmpty()) {
            return visits;
        }
        var kept = new ArrayList<Visit>(visits.size() - mergedInto.size());
        for (var visit : visits) {
            if (!mergedInto.containsKey(visit)) {
                kept.add(visit);
                follow(visit.after, mergedInto);
            }
        }
        return kept;
    }

    /** The visits of each place that has several. */
    private static List<List<Visit>> siblings(List<Visit> visits) {
        var places = new LinkedHashMap<Place, List<Visit>>();
        for (var visit : visits) {
            if (!visit.path.isRoot()) {
                places.computeIfAbsent(
                                new Place(visit.entity, visit.target.subgraph(), visit.path, visit.part),
                                _ -> new ArrayList<>(1))
                        .add(visit);
            }
        }
        var several = new ArrayList<List<Visit>>();
        for (var place : places.values()) {
            if (place.size() > 1) {
                several.add(place);
            }
        }
        return several;
    }

    /** Puts in place of visits that are no more those which they became. */
    private static void follow(Set<Visit> after, Map<Visit, Visit> mergedInto) {
        if (Collections.disjoint(after, mergedInto.keySet())) {
            return;
        }
        var before = List.copyOf(after);
        after.clear();
        for (var earlier : before) {
            after.add(mergedInto.getOrDefault(earlier, earlier));
        }
    }

    /** One round is enough: merged visits wait for more and select more, so what was refused stays refused. */
    private void mergeAll(List<Visit> siblings, Ancestry ancestry, Map<Visit, Visit> mergedInto) {
        if (siblings.size() > 2) {
            // The earliest first: what can be had with an early one shall not wait for a late one.
            siblings.sort(Comparator.comparingInt(ancestry::waitsFor));
        }
        for (var i = 0; i < siblings.size(); i++) {
            var into = siblings.get(i);
            for (var j = i + 1; j < siblings.size(); j++) {
                var from = siblings.get(j);
                if (!ancestry.related(into, from) && mergeable(into, from)) {
                    if (ancestry.wouldDelay(into, from)) {
                        if (!mayDelay) {
                            continue;
                        }
                        delays = true;
                    }
                    ancestry.merge(into, from);
                    merge(into, from);
                    mergedInto.put(from, into);
                    siblings.remove(j--);
                }
            }
        }
    }

    private static boolean mergeable(Visit a, Visit b) {
        // Objects are sent once for each value around them, so what depends on none is better asked apart.
        if (!a.contexts.equals(b.contexts) || a.output.conflicts(b.output)) {
            return false;
        }
        for (var mine : a.representations) {
            for (var theirs : b.representations) {
                if (compete(mine, theirs)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** An object is sent once a look-up: as one type, and with one value under each name. */
    private static boolean compete(Representation mine, Representation theirs) {
        return mine.typename().equals(theirs.typename())
                ? conflict(mine.required(), theirs.required())
                : !Collections.disjoint(mine.types(), theirs.types());
    }

    /** One name cannot carry two values, as when requires ask for a field with different arguments. */
    private static boolean conflict(List<RepresentationField> a, List<RepresentationField> b) {
        return a.stream()
                .anyMatch(mine -> b.stream()
                        .anyMatch(theirs -> mine.name().equals(theirs.name())
                                && (!mine.responseKey().equals(theirs.responseKey())
                                        || conflict(mine.children(), theirs.children()))));
    }

    private static void merge(Visit into, Visit from) {
        into.output.add(from.output);
        into.after.addAll(from.after);
        from.representations.forEach(representation -> add(into.representations, representation));
    }

    /** One way of another key is enough, where the object has one already; but every way sends all that is required. */
    private static void add(List<Representation> representations, Representation added) {
        var found = false;
        for (var i = 0; i < representations.size(); i++) {
            var known = representations.get(i);
            if (known.typename().equals(added.typename())) {
                var types = new HashSet<>(known.types());
                types.addAll(added.types());
                representations.set(
                        i,
                        new Representation(
                                types, known.typename(), known.keys(), union(known.required(), added.required())));
                found = true;
            }
        }
        if (!found) {
            representations.add(added);
        }
    }

    static List<RepresentationField> union(List<RepresentationField> a, List<RepresentationField> b) {
        var all = new ArrayList<>(a);
        for (var field : b) {
            var index = indexOf(all, field);
            if (index < 0) {
                all.add(field);
            } else {
                var known = all.get(index);
                all.set(
                        index,
                        new RepresentationField(
                                known.responseKey(),
                                known.name(),
                                known.type(),
                                known.onlyFor(),
                                union(known.children(), field.children())));
            }
        }
        return all;
    }

    private static int indexOf(List<RepresentationField> fields, RepresentationField wanted) {
        for (var i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            if (field.responseKey().equals(wanted.responseKey())
                    && field.name().equals(wanted.name())
                    && field.onlyFor().equals(wanted.onlyFor())) {
                return i;
            }
        }
        return -1;
    }
}
