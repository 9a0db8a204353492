package io.aula.gateway.executor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Tells errors about entities at the places of the response that they stand for: {@code ["_entities", 3, "name"]} is of those that the
 * third representation was sent for. One that names no representation, as one of validation, is of all: it has a place if there is
 * only one.
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
                var trails = trails(each, number -> number == answer);
                var rest = new ErrorCollector.SubgraphPath(
                        records, path, 2, each.lookup().renames());
                for (var trail : trails) {
                    errors.relay(subgraph, error, trail, rest);
                }
                if (!trails.isEmpty()) {
                    return;
                }
            }
        }
        var all =
                asked.stream().flatMap(each -> trails(each, _ -> true).stream()).toList();
        errors.relay(
                subgraph,
                error,
                all.size() == 1 ? all.getFirst() : new Trail(),
                ErrorCollector.SubgraphPath.none(records));
    }

    /** The same fault at each place that stands for one of these answers. */
    void add(AskedEntities asked, IntPredicate answers, SubgraphFailure failure) {
        for (var trail : trails(asked, answers)) {
            errors.add(failure.message(), failure.code(), trail);
        }
    }

    private int index(long value) {
        return JsonValues.of(records, value) instanceof Integer index ? index : -1;
    }

    /** Walks again, because paths are only worth remembering when something went wrong. No more than can be told. */
    private List<Trail> trails(AskedEntities asked, IntPredicate answers) {
        var collected = asked.collected();
        var answered = new HashSet<Long>();
        for (var i = 0; i < collected.targets(); i++) {
            if (answers.test(collected.answer(i))) {
                answered.add(collected.target(i));
            }
        }
        var trails = new ArrayList<Trail>();
        for (var path : asked.lookup().paths()) {
            path.walkPlaces(records, root, (object, trail) -> {
                if (trails.size() < ErrorCollector.MOST && answered.contains(object)) {
                    trails.add(trail.copy());
                }
            });
        }
        return trails;
    }
}
