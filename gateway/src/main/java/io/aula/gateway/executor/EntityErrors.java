package io.aula.gateway.executor;

import java.util.ArrayList;
import java.util.List;

/** Turns {@code ["_entities", 3, "name"]} into the places of the response that the third representation stood for. */
final class EntityErrors {

    private final Records records;
    private final ErrorCollector errors;
    private final long root;

    EntityErrors(Records records, ErrorCollector errors, long root) {
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
                for (var trail : trails(each.lookup(), each.collected(), answer)) {
                    errors.relay(records, error, trail, path, 2);
                }
                return;
            }
        }
        errors.relay(
                records, error, asked.getFirst().lookup().paths().getFirst().names(), Records.ABSENT, 0);
    }

    private int index(long value) {
        var raw = JsonValues.of(records, value);
        return raw instanceof Integer index ? index : -1;
    }

    /** Walks again, because paths are only worth remembering when something went wrong. */
    private List<Trail> trails(Step.Lookup lookup, EntityRepresentations collected, int answer) {
        var trails = new ArrayList<Trail>();
        var next = new int[1];
        for (var path : lookup.paths()) {
            path.walk(records, root, (object, trail) -> {
                if (next[0] < collected.targets() && collected.target(next[0]) == object) {
                    if (collected.answer(next[0]) == answer) {
                        trails.add(trail.copy());
                    }
                    next[0]++;
                }
            });
        }
        return trails;
    }
}
