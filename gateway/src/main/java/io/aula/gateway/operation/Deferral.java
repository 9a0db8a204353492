package io.aula.gateway.operation;

import java.util.Optional;

/**
 * Says of a fragment that its answer may come later ({@code @defer}). {@code id} is unique in its operation and never 0, which
 * stands for what is answered first; {@code switchedBy} is the variable that decides, where one does.
 */
public record Deferral(int id, Optional<String> label, Optional<String> switchedBy) {

    /** The directive as it is written in a document. */
    public String print() {
        var arguments = switchedBy.map(variable -> "if: $" + variable).stream().toList();
        var named = label.map(text -> "label: \"" + text + "\"").stream().toList();
        var all = java.util.stream.Stream.concat(arguments.stream(), named.stream())
                .toList();
        return all.isEmpty() ? "@defer" : "@defer(" + String.join(", ", all) + ")";
    }
}
