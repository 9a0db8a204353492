package io.aula.gateway.executor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Turns {@code ["_entities", 3, "name"]} into the places of the response that the third representation stood for. An error that
 * names no representation, as one of validation ({@code ["_entities", "name"]}), is told of the path that all stood on.
 */
final class EntityErrors {

    private final String subgraph;
    private final Records records;
    private final ErrorCollector errors;
    private final long root;

    EntityErrors(String subgraph, Records records, ErrorCollector errors, long root) {
        this.subgraph = subgraph;
        this.records = records;
        this.errors = errors;
        this.root = root;
    }

    void relay(List<AskedEntities> asked, long list) {
        for (var i = 0; i < records.size(list); i++) {
            relay(asked, records.item(list, i), AnswerFields.path(records, records.item(list, i)));
        }
    }

    private void relay(List<AskedEntities> asked, long error, long path) {
        var located = Records.isList(path) && records.size(path) >= 2;
        for (var each : located ? asked : List.<AskedEntities>of()) {
            if (records.equal(records.item(path, 0), each.alias())) {
                var answer = index(records.item(path, 1));
                var trails = trails(each.lookup(), each.collected(), answer);
                for (var trail : trails) {
                    errors.relay(subgraph, records, error, trail, path, 2);
                }
                if (!trails.isEmpty()) {
                    return;
                }
            }
        }
        errors.relay(
                subgraph,
                records,
                error,
                asked.getFirst().lookup().paths().getFirst().names(),
                Records.ABSENT,
                0);
    }

    private int index(long value) {
        var raw = JsonValues.of(records, value);
        return raw instanceof Integer index ? index : -1;
    }

    /** Walks again, because paths are only worth remembering when something went wrong. */
    private List<Trail> trails(Step.Lookup lookup, EntityRepresentations collected, int answer) {
        var answered = new HashSet<Long>();
        for (var i = 0; i < collected.targets(); i++) {
            if (collected.answer(i) == answer) {
                answered.add(collected.target(i));
            }
        }
        var trails = new ArrayList<Trail>();
        for (var path : lookup.paths()) {
            path.walkPlaces(records, root, (object, trail) -> {
                if (answered.contains(object)) {
                    trails.add(trail.copy());
                }
            });
        }
        return trails;
    }
}
