package io.aula.gateway.edge;

import io.aula.gateway.executor.CallerHeaders;
import io.aula.gateway.executor.ExecutionInput;
import io.aula.gateway.executor.ExecutionInput.DeniedField;
import io.aula.gateway.executor.Variables;
import io.aula.gateway.operation.OperationKind;
import io.aula.gateway.operation.ResponseKeys;
import io.aula.gateway.policy.auth.Caller;
import io.aula.gateway.policy.auth.FieldAuthorizer.Denial;
import io.aula.gateway.policy.document.PersistedDocuments;
import io.aula.gateway.policy.limit.LimitExceededException;
import io.aula.gateway.policy.limit.OperationCost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A request's way from document to outcome, one stage a method; every transport goes through it. */
final class RequestPipeline {

    private static final System.Logger LOG = System.getLogger(RequestPipeline.class.getName());

    private final OperationPreparer preparer;
    private final OverrideLabels labels;
    private final VariableCoercion coercion;
    private final Introspection introspection;
    private final boolean tokenToIntrospect;
    private final PersistedDocuments documents;
    private final Authorization authorization;
    private final GatewaySettings.Bounds bounds;
    private final Executor workers;

    RequestPipeline(
            OperationPreparer preparer,
            OverrideLabels labels,
            VariableCoercion coercion,
            Introspection introspection,
            boolean tokenToIntrospect,
            PersistedDocuments documents,
            Authorization authorization,
            GatewaySettings.Bounds bounds,
            Executor workers) {
        this.preparer = preparer;
        this.labels = labels;
        this.coercion = coercion;
        this.introspection = introspection;
        this.tokenToIntrospect = tokenToIntrospect;
        this.documents = documents;
        this.authorization = authorization;
        this.bounds = bounds;
        this.workers = workers;
    }

    void run(GraphQlRequest request, CallerHeaders headers, LoopScope scope, Outcome outcome) {
        new Run(
                        request,
                        headers,
                        scope,
                        outcome,
                        System.nanoTime() + bounds.deadline().toNanos())
                .findDocument();
    }

    void identify(Optional<String> token, LoopScope scope, java.util.function.Consumer<Authorization.Outcome> done) {
        authorization.identify(token, scope.loop(), done);
    }

    private final class Run {

        private final GraphQlRequest request;
        private final CallerHeaders headers;
        private final LoopScope scope;
        private final Outcome outcome;
        private final long deadline;

        Run(GraphQlRequest request, CallerHeaders headers, LoopScope scope, Outcome outcome, long deadline) {
            this.request = request;
            this.headers = headers;
            this.scope = scope;
            this.outcome = outcome;
            this.deadline = deadline;
        }

        void findDocument() {
            var id = request.documentId();
            var text = request.query().orElse("");
            if (id.isPresent() && text.isEmpty()) {
                var known = documents.find(id.get());
                if (known.isEmpty()) {
                    // Clients that register documents read this code and send the text; the protocol wants 200.
                    outcome.refused(Refusal.of(200, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound"));
                    return;
                }
                prepare(known.get());
                return;
            }
            if (documents.onlyTrusted() && !documents.isTrusted(text)) {
                outcome.refused(
                        Refusal.of(400, "DOCUMENT_NOT_TRUSTED", "Only documents known to this gateway are executed"));
                return;
            }
            if (id.isPresent() && !documents.onlyTrusted() && !documents.register(id.get(), text)) {
                outcome.refused(Refusal.of(400, "BAD_REQUEST", "The hash is not the document's"));
                return;
            }
            prepare(text);
        }

        private void prepare(String text) {
            var inParts = outcome.incremental().isPresent();
            preparer.prepare(request, text, inParts, labels.of(headers), scope.loop(), prepared -> {
                switch (prepared) {
                    case Prepared.Ready ready -> checkMethod(ready);
                    case Prepared.Refused(var refusal) -> outcome.refused(refusal);
                }
            });
        }

        private void checkMethod(Prepared.Ready ready) {
            if (!request.mayMutate() && ready.operation().kind() == OperationKind.MUTATION) {
                outcome.refused(Refusal.of(405, "METHOD_NOT_ALLOWED", "Mutations need POST"));
                return;
            }
            var coerced = coercion.coerce(ready.operation(), ready.variables(), request);
            coerced.refusal()
                    .or(() -> ready.cost().flatMap(cost -> tooCostly(cost, coerced.values())))
                    .ifPresentOrElse(outcome::refused, () -> identify(ready, coerced));
        }

        private static Optional<Refusal> tooCostly(OperationCost cost, Map<String, @Nullable Object> variables) {
            try {
                cost.check(variables);
                return Optional.empty();
            } catch (LimitExceededException e) {
                return Optional.of(Refusal.of(400, "COST_EXCEEDED", String.valueOf(e.getMessage())));
            }
        }

        private void identify(Prepared.Ready ready, VariableCoercion.Outcome coerced) {
            authorization.identify(
                    headers.authorization(),
                    scope.loop(),
                    identified -> identified
                            .refusal()
                            .ifPresentOrElse(outcome::refused, () -> permit(ready, coerced, identified.caller())));
        }

        private void permit(Prepared.Ready ready, VariableCoercion.Outcome coerced, Caller caller) {
            var permitted = authorization.permit(ready.operation(), caller);
            if (permitted.denials().isEmpty()) {
                introspect(ready, coerced, List.of(), caller);
                return;
            }
            var denied = permitted.denials().stream()
                    .filter(denial -> coerced.variables().holds(denial.conditions()))
                    .map(Run::denied)
                    .toList();
            if (ready.plan().isSubscription() && !denied.isEmpty()
                    || ready.operation().kind() == OperationKind.MUTATION && rootDenied(denied)) {
                var first = denied.getFirst();
                outcome.refused(Refusal.of(403, first.code(), first.message()));
                return;
            }
            preparer.preparePart(ready, permitted, scope.loop(), part -> {
                switch (part) {
                    case Prepared.Ready rest -> introspect(rest, coerced, denied, caller);
                    case Prepared.Refused(var refusal) -> outcome.refused(refusal);
                }
            });
        }

        /** Half a list of effects is worse than none. */
        private static boolean rootDenied(List<DeniedField> denied) {
            return denied.stream().anyMatch(field -> field.path().size() == 1);
        }

        private static DeniedField denied(Denial denial) {
            var code = denial.anonymous() ? "UNAUTHENTICATED" : "INSUFFICIENT_SCOPE";
            var message = denial.anonymous()
                    ? "Sign in to see " + denial.coordinate()
                    : "Your access does not cover " + denial.coordinate();
            var path = denial.path().stream().map(ResponseKeys::shown).toList();
            return new DeniedField(path, denial.coordinate(), code, message, denial.missingScopes());
        }

        private void introspect(
                Prepared.Ready ready, VariableCoercion.Outcome coerced, List<DeniedField> denied, Caller caller) {
            if (ready.introspection().isEmpty()) {
                execute(ready, input(coerced.variables(), denied, Map.of()), caller);
                return;
            }
            if (tokenToIntrospect && caller.isAnonymous()) {
                outcome.refused(
                        Refusal.of(400, "INTROSPECTION_DISABLED", "The schema is told to callers with a token only"));
                return;
            }
            workers.execute(() -> {
                var then = told(ready, coerced, denied, caller);
                scope.loop().execute(then);
            });
        }

        /** What comes next; also after a fault of ours, since nobody else is waiting for this thread. */
        private Runnable told(
                Prepared.Ready ready, VariableCoercion.Outcome coerced, List<DeniedField> denied, Caller caller) {
            try {
                var answers = introspection.answer(
                        ready.introspection().orElseThrow(), coerced.variables(), coerced.values());
                return () -> execute(ready, input(coerced.variables(), denied, answers), caller);
            } catch (Introspection.TooMuchException tooMuch) {
                return () -> outcome.refused(
                        Refusal.of(400, "DOCUMENT_LIMIT_EXCEEDED", String.valueOf(tooMuch.getMessage())));
            } catch (RuntimeException fault) {
                LOG.log(System.Logger.Level.ERROR, "Introspection failed", fault);
                return () ->
                        outcome.refused(Refusal.of(500, "INTERNAL", "The schema could not be told; it is in the log"));
            }
        }

        private ExecutionInput input(Variables variables, List<DeniedField> denied, Map<String, byte[]> answers) {
            return new ExecutionInput(variables, headers, answers, denied, deadline, bounds.responseBytes());
        }

        private void execute(Prepared.Ready ready, ExecutionInput input, Caller caller) {
            if (ready.plan().isSubscription()) {
                outcome.stream(new SubscriptionRun.Start(ready.plan(), input, scope, caller, bounds));
                return;
            }
            var format = outcome.incremental();
            if (format.isPresent() && ready.plan().isDeferrable()) {
                scope.executor().executeIncrementally(ready.plan(), input, format.get(), outcome.parts());
                return;
            }
            scope.executor().execute(ready.plan(), input, outcome::answered);
        }
    }
}
