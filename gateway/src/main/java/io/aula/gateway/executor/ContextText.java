package io.aula.gateway.executor;

import io.aula.gateway.operation.Argument;
import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Selection;
import io.aula.gateway.operation.SelectionPrinter;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.plan.ContextVariable;
import io.aula.gateway.plan.EntityLookup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The selection of a look-up as JSON text in pieces: each but the last ends with the name of a variable that wants a number. */
final class ContextText {

    private final Set<String> references;
    private final char gap;

    private ContextText(Set<String> references, char gap) {
        this.references = references;
        this.gap = gap;
    }

    static List<byte[]> pieces(EntityLookup lookup) {
        var plain = SelectionPrinter.compact(lookup.output());
        var gap = '\uE000';
        while (plain.indexOf(gap) >= 0) {
            gap++;
        }
        var references = lookup.contexts().stream()
                .map(ContextVariable::name)
                .map(name -> "$" + name)
                .collect(Collectors.toSet());
        var marked = SelectionPrinter.compact(new ContextText(references, gap).mark(lookup.output()));
        var pieces = new ArrayList<byte[]>();
        for (var from = 0; from <= marked.length(); ) {
            var to = marked.indexOf(gap, from);
            var piece = marked.substring(from, to < 0 ? marked.length() : to);
            pieces.add(inString(piece));
            from = to < 0 ? marked.length() + 1 : to + 1;
        }
        return pieces;
    }

    /** The text as it stands inside a JSON string. */
    static byte[] inString(String text) {
        var quoted = new JsonBuffer(text.length() + 16).string(text).toByteArray();
        return Arrays.copyOfRange(quoted, 1, quoted.length - 1);
    }

    private SelectionSet mark(SelectionSet set) {
        return new SelectionSet(
                set.type(), set.selections().stream().map(this::mark).toList());
    }

    private Selection mark(Selection selection) {
        return switch (selection) {
            case InlineFragment fragment -> fragment.with(mark(fragment.selections()));
            case FieldSelection field ->
                new FieldSelection(
                        field.responseKey(),
                        field.name(),
                        field.arguments().stream().map(this::mark).toList(),
                        field.conditions(),
                        mark(field.selections()));
        };
    }

    private Argument mark(Argument argument) {
        // What the client wrote names the client's variables, so it is not mistaken for one of ours.
        var ours = argument.variables().isEmpty() && references.contains(argument.value());
        return ours ? new Argument(argument.name(), argument.value() + gap, argument.variables()) : argument;
    }
}
