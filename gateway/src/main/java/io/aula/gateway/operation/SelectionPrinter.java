package io.aula.gateway.operation;

import java.util.List;

/** Writes selection sets as GraphQL text: compact for the wire, indented for people. */
public final class SelectionPrinter {

    private final StringBuilder out;
    private final boolean indented;

    private SelectionPrinter(StringBuilder out, boolean indented) {
        this.out = out;
        this.indented = indented;
    }

    /** Text for the wire: no character more than needed. */
    public static String compact(SelectionSet set) {
        var out = new StringBuilder(256);
        new SelectionPrinter(out, false).block(set, 0);
        return out.toString();
    }

    /** Text for people: one field a line. */
    public static String indented(SelectionSet set, int depth) {
        var out = new StringBuilder(256);
        new SelectionPrinter(out, true).block(set, depth);
        return out.toString();
    }

    private void block(SelectionSet set, int depth) {
        out.append('{');
        var separate = false;
        for (var selection : set.selections()) {
            separate(separate, depth + 1);
            separate = true;
            selection(selection, depth + 1);
        }
        newLine(depth);
        out.append('}');
    }

    private void selection(Selection selection, int depth) {
        var wrapped = openExtraConditions(selection.conditions());
        switch (selection) {
            case FieldSelection field -> field(field, depth);
            case InlineFragment fragment -> {
                out.append("...on ").append(fragment.typeCondition());
                firstConditions(fragment.conditions());
                fragment.deferral().ifPresent(deferral -> out.append(' ').append(deferral.print()));
                block(fragment.selections(), depth);
            }
        }
        out.repeat('}', wrapped);
    }

    private void field(FieldSelection field, int depth) {
        if (field.aliased()) {
            out.append(field.responseKey()).append(indented ? ": " : ":");
        }
        out.append(field.name());
        arguments(field.arguments());
        firstConditions(field.conditions());
        if (!field.selections().isEmpty()) {
            out.append(indented ? " " : "");
            block(field.selections(), depth);
        }
    }

    private void arguments(List<Argument> arguments) {
        var separator = '(';
        for (var argument : arguments) {
            if (!argument.isDirective()) {
                out.append(separator).append(argument.name()).append(':').append(argument.value());
                separator = ',';
            }
        }
        if (separator == ',') {
            out.append(')');
        }
        for (var argument : arguments) {
            if (argument.isDirective()) {
                out.append(' ').append(argument.name()).append(argument.value());
            }
        }
    }

    /** A directive may stand once at a place, so a second of its kind needs a fragment around. */
    private int openExtraConditions(List<Condition> conditions) {
        var wrapped = 0;
        for (var i = 0; i < conditions.size(); i++) {
            if (repeats(conditions, i)) {
                out.append("... ").append(conditions.get(i).print()).append('{');
                wrapped++;
            }
        }
        return wrapped;
    }

    private void firstConditions(List<Condition> conditions) {
        for (var i = 0; i < conditions.size(); i++) {
            if (!repeats(conditions, i)) {
                out.append(' ').append(conditions.get(i).print());
            }
        }
    }

    private static boolean repeats(List<Condition> conditions, int index) {
        return conditions.subList(0, index).stream()
                .anyMatch(earlier -> earlier.include() == conditions.get(index).include());
    }

    private void separate(boolean needed, int depth) {
        if (indented) {
            newLine(depth);
        } else if (needed) {
            out.append(' ');
        }
    }

    private void newLine(int depth) {
        if (indented) {
            out.append('\n').repeat("  ", depth);
        }
    }
}
