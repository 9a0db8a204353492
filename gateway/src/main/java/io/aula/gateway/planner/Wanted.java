package io.aula.gateway.planner;

import io.aula.gateway.graph.Node;
import io.aula.gateway.operation.Argument;
import io.aula.gateway.operation.Condition;
import java.util.ArrayList;
import java.util.List;

/** A field as it shall be asked for. */
record Wanted(String responseKey, String name, List<Argument> arguments, List<Condition> conditions) {

    Path from(Path path, Node target) {
        return path.then(new Step.Follow(responseKey, name, arguments, conditions, target), target, 1);
    }

    /** The same with more arguments, which the client does not know of. */
    Wanted with(List<Argument> hidden) {
        var all = new ArrayList<>(arguments);
        all.addAll(hidden);
        return new Wanted(responseKey, name, all, conditions);
    }
}
