package io.aula.gateway.executor;

/** Puts the entities of an answer into the objects that they were asked for. */
final class EntityMerger {

    private final Records records;
    private final ResponseMerger merger;
    private final CompiledPlan plan;
    private final UnknownEntities unknown;

    EntityMerger(Records records, ResponseMerger merger, CompiledPlan plan, UnknownEntities unknown) {
        this.records = records;
        this.merger = merger;
        this.plan = plan;
        this.unknown = unknown;
    }

    /**
     * Targets on one path share an entity's subtrees, if the same is done with all of them; another path may go on with other
     * fields, so it gets its own. What is null in an answer with errors may be there, so only {@code faultless} ones tell.
     */
    void merge(Step.Lookup lookup, EntityRepresentations targets, long entities, boolean faultless) {
        for (var i = 0; i < records.size(entities); i++) {
            if (Records.isObject(records.item(entities, i))) {
                merger.rename(records.item(entities, i), lookup.renames());
            }
        }
        var firstPath = new int[records.size(entities)];
        for (var i = 0; i < targets.targets(); i++) {
            var answer = targets.answer(i);
            if (answer >= firstPath.length) {
                continue;
            }
            var entity = records.item(entities, answer);
            if (plan.refetches()) {
                note(lookup, targets.target(i), entity, faultless);
            }
            if (!Records.isObject(entity)) {
                lookup.output().putNulls(records, targets.target(i));
                continue;
            }
            var first = firstPath[answer] == 0;
            if (first) {
                firstPath[answer] = targets.path(i) + 1;
            }
            var shared = first || firstPath[answer] == targets.path(i) + 1 && plan.repeating();
            if (!first && shared) {
                records.insideAgain(entity);
            }
            merger.merge(targets.target(i), shared ? entity : records.copy(entity));
        }
    }

    private void note(Step.Lookup lookup, long target, long entity, boolean faultless) {
        if (Records.isObject(entity)) {
            unknown.told(target);
        } else if (faultless && Records.isNull(entity)) {
            unknown.unknown(target, lookup.ofOwner());
        }
    }
}
