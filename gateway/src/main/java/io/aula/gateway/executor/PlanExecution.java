package io.aula.gateway.executor;

import io.aula.gateway.operation.OperationKind;
import io.aula.gateway.operation.ResponseKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of one plan. Confined to one event loop; {@code next} callbacks stand for "what comes after this step". */
final class PlanExecution {
    private static final System.Logger LOG = System.getLogger(PlanExecution.class.getName());

    private final SubgraphClient client;
    private final ExecutionListener listener;
    private final ErrorPolicy policy;
    private final ByteBudget budget;
    private final CompiledPlan plan;
    private final ExecutionInput input;
    private final Consumer<JsonBuffer> done;
    private final Records records = new Records();
    private final TapeReader reader = new TapeReader(records);
    private ErrorCollector errors;
    private final ResponseMerger merger;
    private final UnknownEntities unknown = new UnknownEntities();
    private final EntityMerger entityMerger;
    private final long root;
    private long received;
    private long taken;

    PlanExecution(
            SubgraphClient client,
            ExecutionListener listener,
            ErrorPolicy policy,
            ByteBudget budget,
            CompiledPlan plan,
            ExecutionInput input,
            Consumer<JsonBuffer> done) {
        this.client = client;
        this.listener = listener;
        this.policy = policy;
        this.errors = new ErrorCollector(policy);
        this.budget = budget;
        this.plan = plan;
        this.input = input;
        this.done = done;
        records.addBuffer(plan.names());
        root = records.emptyObject();
        merger = new ResponseMerger(records, plan.abstractTypes());
        entityMerger = new EntityMerger(records, merger, plan, unknown);
    }

    void start() {
        for (var denied : input.denied()) {
            deny(denied);
        }
        var step = plan.root();
        if (step == null) {
            finish();
            return;
        }
        run(step, this::finish);
    }

    /** Sends the answer in parts; the callback of whole answers is not used. */
    void startIncrementally(IncrementalFormat format, IncrementalSink sink) {
        input.denied().forEach(this::deny);
        if (!(plan.root() instanceof Step.Deferred deferred)) {
            throw new IllegalStateException("Nothing of this plan is deferred");
        }
        new IncrementalRun(this, deferred, input.variables(), format, sink).start();
    }

    void startWith(byte[] payload, int length) {
        input.denied().forEach(this::deny);
        if (!(plan.root() instanceof Step.Stream stream)) {
            throw new IllegalStateException("Only subscriptions have events");
        }
        new RootReply(stream.root(), () -> stream.rest().ifPresentOrElse(rest -> run(rest, this::finish), this::finish))
                .answered(payload, length);
    }

    private void deny(ExecutionInput.DeniedField denied) {
        var trail = new Trail();
        denied.path().forEach(trail::field);
        var details = new java.util.LinkedHashMap<String, List<String>>();
        details.put("coordinates", List.of(denied.coordinate()));
        if (!denied.missingScopes().isEmpty()) {
            details.put("missingScopes", denied.missingScopes());
        }
        errors.add(denied.message(), denied.code(), trail, details);
    }

    void run(Step step, Runnable next) {
        switch (step) {
            case Step.Sequence(var steps) -> sequence(steps, 0, next);
            case Step.Parallel(var steps) -> parallel(steps, next);
            case Step.Conditional(var conditions, var inner) -> {
                if (input.variables().holds(conditions)) {
                    run(inner, next);
                } else {
                    next.run();
                }
            }
            case Step.RootCall call -> root(call, next);
            case Step.EntityCall call -> entities(call, next);
            case Step.ContextCall call -> withContexts(call, next);
            case Step.Deferred deferred -> run(deferred.whole(), next);
            case Step.Stream stream -> throw new IllegalStateException("A subscription is not executed but opened");
        }
    }

    private void sequence(List<Step> steps, int from, Runnable next) {
        if (from == steps.size()) {
            next.run();
            return;
        }
        run(steps.get(from), () -> sequence(steps, from + 1, next));
    }

    private void parallel(List<Step> steps, Runnable next) {
        if (steps.isEmpty()) {
            next.run();
            return;
        }
        var open = new int[] {steps.size()};
        for (var step : steps) {
            run(step, () -> {
                if (--open[0] == 0) {
                    next.run();
                }
            });
        }
    }

    private void root(Step.RootCall call, Runnable next) {
        listener.sent(call.text().subgraph(), 0);
        var repeatable = call.kind() == OperationKind.QUERY;
        client.send(RequestBodies.plain(call.text(), input, repeatable), new RootReply(call, next));
    }

    private void entities(Step.EntityCall call, Runnable next) {
        var body = RequestBodies.open(call.text(), input);
        var asked = new ArrayList<AskedEntities>(call.lookups().size());
        var wanted = 0;
        for (var lookup : call.lookups()) {
            if (!asked.isEmpty()) {
                body.put(',');
            }
            body.put('"').put(lookup.variable()).put('"').put(':').put('[');
            var collected = new EntityRepresentations(records, body, known(lookup));
            collected.collect(lookup, root);
            body.put(']');
            wanted += collected.representations();
            asked.add(new AskedEntities(lookup, lookup.alias(), collected));
        }
        if (wanted == 0) {
            next.run();
            return;
        }
        body.put('}').put('}');
        listener.sent(call.text().subgraph(), wanted);
        client.send(
                RequestBodies.call(call.text(), input, body, true),
                new EntityReply(call.text(), call.repeating(), asked, next));
    }

    private void withContexts(Step.ContextCall call, Runnable next) {
        var request = new ContextRequest(records, call);
        for (var lookup : call.lookups()) {
            request.collect(lookup, known(lookup), root);
        }
        if (request.asked().isEmpty()) {
            next.run();
            return;
        }
        listener.sent(call.text().subgraph(), request.representations());
        client.send(
                RequestBodies.call(call.text(), input, request.body(input), true),
                new EntityReply(call.text(), false, request.asked(), next));
    }

    /** After an error nobody knows which nulls are worth passing on. */
    private KnownEntities known(Step.Lookup lookup) {
        var known = new KnownEntities(records, merger);
        if (errors.isEmpty()) {
            known.collect(lookup, root);
        }
        return known;
    }

    private void finish() {
        var out = new JsonBuffer((int) Math.min(1 << 20, 256 + received + received / 4));
        writeResponse(out, plan.shape(), null);
        out.put('}');
        listener.finished(out.length(), !errors.isEmpty());
        over();
        done.accept(out);
    }

    /** Nothing is read of the answers any more. */
    void over() {
        budget.give(taken);
        taken = 0;
    }

    Shape.Composite shape(Set<Integer> later) {
        return plan.shape(later);
    }

    /** Everything but the closing brace. */
    void writeResponse(JsonBuffer out, Shape.Composite shape, @Nullable Postponed postponed) {
        out.raw("{\"data\":");
        shaper(out, new Trail(), postponed).write(shape, root);
        writeErrors(out);
        if (postponed != null) {
            errors = errors.forNextPart();
        }
    }

    /** The later part of one object; null, and false, if nothing of it may be shown. */
    boolean writeObject(JsonBuffer out, Postponed.Item item, Postponed postponed) {
        var written = shaper(out, item.trail().copy(), postponed).write(item.content(), item.object());
        if (!written) {
            out.nothing();
            if (errors.isEmpty()) { // told with an earlier part, and yet this one says why it is not there
                errors.add("Cannot return null for a non-nullable field", "NULL_FOR_NON_NULL", item.trail());
            }
        }
        return written;
    }

    /** The errors since the last part, which nobody else will tell. */
    void takeErrors(JsonBuffer out) {
        writeErrors(out);
        errors = errors.forNextPart();
    }

    private void writeErrors(JsonBuffer out) {
        if (!errors.isEmpty()) {
            out.raw(",\"errors\":[")
                    .put(errors.json().bytes(), 0, errors.json().length())
                    .put(']');
        }
    }

    private ResponseShaper shaper(JsonBuffer out, Trail trail, @Nullable Postponed postponed) {
        return new ResponseShaper(records, plan.abstractTypes(), input, unknown, errors, out, trail, postponed);
    }

    /** What both kinds of reply do the same way. */
    private abstract class Reply implements SubgraphReply {

        final AnswerFields fields = new AnswerFields();
        final String subgraph;
        final boolean repeating;
        final Runnable next;

        Reply(String subgraph, boolean repeating, Runnable next) {
            this.subgraph = subgraph;
            this.repeating = repeating && plan.repeating();
            this.next = next;
        }

        @Override
        public void answered(byte[] body, int length) {
            received += length;
            if (received > input.maxResponseBytes()) {
                failed(SubgraphFailure.TOO_LARGE);
                return;
            }
            if (!budget.take(length)) {
                failed(SubgraphFailure.NO_ROOM);
                return;
            }
            taken += length;
            try {
                if (!fields.read(records, repeating ? reader.readRepeating(body, length) : reader.read(body, length))) {
                    failed(SubgraphFailure.MALFORMED);
                    return;
                }
            } catch (MalformedJsonException e) {
                failed(SubgraphFailure.MALFORMED);
                return;
            }
            try {
                merge();
            } catch (RuntimeException fault) { // ours: the rest is answered, and what is held is given back at the end
                LOG.log(System.Logger.Level.ERROR, "An answer of " + subgraph + " could not be merged", fault);
                failed(SubgraphFailure.MALFORMED);
                return;
            }
            next.run();
        }

        @Override
        public void failed(SubgraphFailure failure) {
            listener.failed(subgraph, failure);
            report(failure);
            next.run();
        }

        abstract void merge();

        abstract void report(SubgraphFailure failure);
    }

    private final class RootReply extends Reply {

        private final Step.RootCall call;

        RootReply(Step.RootCall call, Runnable next) {
            super(call.text().subgraph(), call.renames().isEmpty(), next);
            this.call = call;
        }

        @Override
        void merge() {
            for (var i = 0; i < fields.errorCount(records); i++) {
                relay(records.item(fields.errors(), i));
            }
            if (!Records.isObject(fields.data())) {
                nothing();
                return;
            }
            merger.rename(fields.data(), call.renames());
            if (call.path().legs().isEmpty()) {
                merger.merge(root, fields.data());
                return;
            }
            call.path().walk(records, root, (object, trail) -> merger.merge(object, records.copy(fields.data())));
        }

        @Override
        void report(SubgraphFailure failure) {
            for (var trail : places()) {
                for (var i = 0; i < call.output().keys().length; i++) {
                    if (call.output().isAsked(i, input.variables())) {
                        trail.field(ResponseKeys.shown(
                                JsonValues.text(records, call.output().keys()[i])));
                        errors.add(failure.message(), failure.code(), trail);
                        trail.leave();
                    }
                }
            }
            nothing();
        }

        private void relay(long error) {
            var path = new ErrorCollector.SubgraphPath(records, AnswerFields.path(records, error), 0, call.renames());
            for (var trail : places()) {
                errors.relay(subgraph, error, trail, path);
            }
        }

        /** Where the root type stands that is asked: the response's own, or as often as some field returned it. */
        private List<Trail> places() {
            var places = new ArrayList<Trail>();
            call.path().walkPlaces(records, root, (object, trail) -> {
                if (places.size() < ErrorCollector.MOST) {
                    places.add(trail.copy());
                }
            });
            return places;
        }

        private void nothing() {
            call.path().walk(records, root, (object, trail) -> call.output().putNulls(records, object));
        }
    }

    private final class EntityReply extends Reply {

        private final List<AskedEntities> asked;

        EntityReply(Step.CallText text, boolean repeating, List<AskedEntities> asked, Runnable next) {
            super(text.subgraph(), repeating, next);
            this.asked = asked;
        }

        @Override
        void merge() {
            if (fields.errorCount(records) > 0) {
                errorsOfEntities().relay(asked, fields.errors());
            }
            for (var each : asked) {
                merge(
                        each,
                        Records.isObject(fields.data()) ? records.get(fields.data(), each.alias()) : Records.ABSENT);
            }
        }

        /** An answer for each representation, or nobody knows whose answers they are (Apollo's subgraph specification). */
        private void merge(AskedEntities each, long entities) {
            var isWhole = Records.isList(entities)
                    && records.size(entities) == each.collected().representations();
            if (isWhole) {
                if (!areEntities(entities)) {
                    errorsOfEntities()
                            .add(each, answer -> !isEntity(records.item(entities, answer)), SubgraphFailure.MALFORMED);
                }
                entityMerger.merge(each.lookup(), each.collected(), entities, fields.errorCount(records) == 0);
                return;
            }
            if (!Records.isNull(entities) || fields.errorCount(records) == 0) {
                errorsOfEntities().add(each, _ -> true, SubgraphFailure.MALFORMED);
            }
            nothing(each);
        }

        private boolean areEntities(long list) {
            for (var i = 0; i < records.size(list); i++) {
                if (!isEntity(records.item(list, i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isEntity(long value) {
            return Records.isObject(value) || Records.isNull(value);
        }

        @Override
        void report(SubgraphFailure failure) {
            for (var each : asked) {
                errorsOfEntities().add(each, _ -> true, failure);
                nothing(each);
            }
        }

        private void nothing(AskedEntities each) {
            for (var i = 0; i < each.collected().targets(); i++) {
                each.lookup().output().putNulls(records, each.collected().target(i));
            }
        }

        private EntityErrors errorsOfEntities() {
            return new EntityErrors(subgraph, records, errors, root);
        }
    }
}
