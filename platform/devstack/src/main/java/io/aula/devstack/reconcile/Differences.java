package io.aula.devstack.reconcile;

import java.util.Collection;
import java.util.TreeSet;

/** What one side has and the other lacks, in lines a person can act on. */
record Differences(String subject, Collection<String> missing, Collection<String> surplus) {

    private static final int SHOWN = 5;

    /** Every element of {@code owner} must be in {@code copy}; one of {@code copy} may come from {@code allowed} too. */
    static Differences between(
            String subject, Collection<String> owner, Collection<String> copy, Collection<String> allowed) {
        Collection<String> missing = new TreeSet<>(owner);
        missing.removeAll(new TreeSet<>(copy));
        Collection<String> surplus = new TreeSet<>(copy);
        surplus.removeAll(new TreeSet<>(owner));
        surplus.removeAll(new TreeSet<>(allowed));
        return new Differences(subject, missing, surplus);
    }

    int count() {
        return missing.size() + surplus.size();
    }

    String text() {
        StringBuilder text = new StringBuilder("%-44s %d".formatted(subject, count()));
        append(text, "missing", missing);
        append(text, "too many", surplus);
        return text.toString();
    }

    private static void append(StringBuilder text, String what, Collection<String> ids) {
        if (!ids.isEmpty()) {
            text.append("\n    ").append(what).append(": ");
            text.append(String.join(", ", ids.stream().limit(SHOWN).toList()));
            text.append(ids.size() > SHOWN ? ", … (" + ids.size() + ")" : "");
        }
    }
}
