package io.aula.gateway.planner;

import io.aula.gateway.plan.Representation;
import io.aula.gateway.plan.RepresentationField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Two visits to one subgraph for objects of one place become one, unless one needs the other.
 *
 * <pre>
 *   A(products.@) after P      →  A+B(products.@) after P, Q
 *   B(products.@) after P, Q
 * </pre>
 */
final class MergeSiblingVisits {

    List<Visit> rewrite(List<Visit> visits) {
        var kept = new ArrayList<>(visits);
        for (var i = 0; i < kept.size(); i++) {
            for (var j = i + 1; j < kept.size(); j++) {
                if (mergeable(kept.get(i), kept.get(j))) {
                    merge(kept.get(i), kept.remove(j), kept);
                    // The merged visit waits for more now, so earlier refusals may have changed: look again from the
                    // start.
                    i = -1;
                    break;
                }
            }
        }
        return kept;
    }

    private static boolean mergeable(Visit a, Visit b) {
        return a.entity == b.entity
                && a.target.subgraph().equals(b.target.subgraph())
                && a.path.equals(b.path)
                && !a.path.isRoot()
                && !a.dependsOn(b)
                && !b.dependsOn(a)
                && !a.output.conflicts(b.output)
                && a.representations.stream()
                        .noneMatch(mine -> b.representations.stream()
                                .anyMatch(theirs -> mine.typename().equals(theirs.typename())
                                        && conflict(mine.required(), theirs.required())));
    }

    /** One name cannot carry two values, as when requires ask for a field with different arguments. */
    private static boolean conflict(List<RepresentationField> a, List<RepresentationField> b) {
        return a.stream()
                .anyMatch(mine -> b.stream()
                        .anyMatch(theirs -> mine.name().equals(theirs.name())
                                && (!mine.responseKey().equals(theirs.responseKey())
                                        || conflict(mine.children(), theirs.children()))));
    }

    private static void merge(Visit into, Visit from, List<Visit> all) {
        into.output.add(from.output);
        into.after.addAll(from.after);
        from.representations.forEach(representation -> add(into.representations, representation));
        for (var visit : all) {
            if (visit.after.remove(from)) {
                visit.after.add(into);
            }
        }
    }

    private static void add(List<Representation> representations, Representation added) {
        for (var i = 0; i < representations.size(); i++) {
            var known = representations.get(i);
            if (known.typename().equals(added.typename())) {
                var types = new HashSet<>(known.types());
                types.addAll(added.types());
                representations.set(
                        i,
                        new Representation(
                                types, known.typename(), known.keys(), union(known.required(), added.required())));
                return;
            }
        }
        representations.add(added);
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
