package io.aula.gateway.planner;

import io.aula.gateway.graph.Node;
import io.aula.gateway.operation.SelectionPrinter;
import io.aula.gateway.plan.ResponsePath;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes candidate paths and fetch graphs as text. */
final class PlanningReport implements PlanningWatcher {

    private final PrintStream out;

    PlanningReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void candidates(List<List<Path>> leaves) {
        out.println("# Candidate paths (" + Path.CROSSING + " a request, 1 a field)");
        for (var paths : leaves) {
            out.println(fields(paths.getFirst()));
            paths.forEach(path -> out.println("  " + path.cost() + "  " + path(path)));
        }
        out.println();
    }

    private static String fields(Path path) {
        return path.parts().stream()
                .map(Path::step)
                .filter(Step.Follow.class::isInstance)
                .map(step -> ((Step.Follow) step).responseKey())
                .collect(Collectors.joining("."));
    }

    private static String path(Path path) {
        var words = new ArrayList<String>();
        for (var part : path.parts()) {
            words.add(word(java.util.Objects.requireNonNull(part.step())));
        }
        return String.join(" ", words);
    }

    private static String word(Step step) {
        return switch (step) {
            case Step.Enter(var target, var part) -> "→ " + target.subgraph() + (part == 0 ? "" : " later #" + part);
            case Step.Defer(var part) -> "later #" + part;
            case Step.Follow follow -> follow.responseKey();
            case Step.Narrow(var target) -> "|" + target.type();
            case Step.Hop(var target, var key, var requires, var contexts) ->
                "⇒ " + node(target) + " by " + key.print()
                        + (requires.isEmpty() ? "" : " requires " + requires.print())
                        + contexts.stream().map(PlanningReport::context).collect(Collectors.joining());
            case Step.Reenter(var target) -> "↺ " + node(target);
        };
    }

    private static String context(Step.Context context) {
        return " with $" + context.variable() + " from " + context.selection().print() + " " + context.levels() + " up";
    }

    private static String node(Node node) {
        return node.subgraph() + "/" + node.type();
    }

    @Override
    public void fetchGraph(List<Visit> visits) {
        out.println("# Fetch graph (visits; those of one subgraph in one wave make one request of the plan)");
        Map<Visit, Integer> numbers = new IdentityHashMap<>();
        visits.forEach(visit -> numbers.put(visit, numbers.size() + 1));
        for (var visit : visits) {
            var after = visit.after.stream()
                    .map(numbers::get)
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", " after ", ""));
            var place = visit.path.isRoot() ? "" : " at " + visit.path.print();
            out.println(numbers.get(visit) + " " + node(visit.target) + place + (visit.after.isEmpty() ? "" : after));
            var selection = visit.output.build(visit.target.type(), ResponsePath.root(), new ArrayList<>());
            out.println("    " + SelectionPrinter.compact(selection));
        }
        out.println();
    }
}
